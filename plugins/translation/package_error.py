"""Package errors: why a translation model was not installed, and how to mend it."""

from __future__ import annotations

# Code: what is wrong and what to do, in Japanese and in English.
_TEXTS = {
    "package.unreadable": (
        "ファイルを読めません（{detail}）。場所と権限を確かめてください。",
        "The file cannot be read ({detail}). Check where it is and who may read it.",
    ),
    "package.sha256": (
        "SHA-256 が合いません（実際は {detail}）。配布元から取り直し、配布元の値と比べてください。",
        "The SHA-256 differs (it is {detail}). Fetch the file again and compare with its publisher's.",
    ),
    "package.not-zip": (
        ".argosmodel（zip）ではありません。ファイルを取り直してください。",
        "This is no .argosmodel file (a zip archive). Fetch the file again.",
    ),
    "package.damaged": (
        "中身が壊れています（{detail}）。ファイルを取り直してください。",
        "The archive is damaged ({detail}). Fetch the file again.",
    ),
    "package.encrypted": (
        "パスワード付きです（{detail}）。パスワードのないモデルを使ってください。",
        "The archive is encrypted ({detail}). Use a model without a password.",
    ),
    "package.unsafe-name": (
        "危険なファイル名があります（{detail}）。信頼できる配布元のモデルを使ってください。",
        "A name in it points outside its folder ({detail}). Use a model from a source you trust.",
    ),
    "package.unsafe-kind": (
        "ふつうのファイルでないものがあります（{detail}）。信頼できる配布元のモデルを使ってください。",
        "It holds a link or a device ({detail}). Use a model from a source you trust.",
    ),
    "package.duplicate-name": (
        "同じ名前が二度あります（{detail}）。信頼できる配布元のモデルを使ってください。",
        "A name occurs twice in it ({detail}). Use a model from a source you trust.",
    ),
    "package.too-big": (
        "大きすぎます（{detail}）。信頼できる配布元のモデルを使ってください。",
        "It is too big ({detail}). Use a model from a source you trust.",
    ),
    "package.no-metadata": (
        "metadata.json がありません。Argos Translate のモデルか確かめてください。",
        "It has no metadata.json. Check that this is a model of Argos Translate.",
    ),
    "package.broken-metadata": (
        "metadata.json が正しくありません（{detail}）。別の版のモデルを使ってください。",
        "Its metadata.json is wrong ({detail}). Use another version of the model.",
    ),
    "package.incomplete": (
        "必要なファイルがありません（{detail}）。Argos Translate の翻訳モデルか確かめてください。",
        "A part is missing ({detail}). Check that this is a translation model of Argos Translate.",
    ),
}


class PackageError(Exception):
    """A model that was not installed; nothing of it was kept. ``code`` tells which error it is."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        self.ja, self.en = (text.format(detail=detail) for text in _TEXTS[code])
        super().__init__(f"{self.ja}\n{' ' * 4}{self.en}")
