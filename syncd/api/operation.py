"""Operations: what each endpoint takes, gives and refuses, told once beside its code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel

from syncd.problems import Explanation

NOT_FOUND = Explanation(
    "request.not-found",
    404,
    "ここには何もありません。",
    "There is nothing here.",
    "アドレスを確かめてください。",
    "Check the address; /openapi.json lists what there is.",
)
METHOD_NOT_ALLOWED = Explanation(
    "request.method-not-allowed",
    405,
    "このアドレスでは、その操作はできません。",
    "This address does not take this method.",
    "Allow ヘッダーにある操作を使ってください。",
    "Use one of the methods the Allow header names.",
)
TOO_LARGE = Explanation(
    "request.too-large",
    413,
    "送られたデータが大きすぎます。",
    "The body is too large.",
    "何回かに分けて送ってください。",
    "Send less at a time.",
)
NOT_JSON = Explanation(
    "request.not-json",
    415,
    "JSON ではないデータが送られました。",
    "The body is not JSON.",
    "Content-Type: application/json を付けて送ってください。",
    "Send it with Content-Type: application/json.",
)
MALFORMED = Explanation(
    "request.malformed",
    400,
    "送られたデータの形式が正しくありません（{where}: {what}）。",
    "The request is malformed ({where}: {what}).",
    "アプリを新しくしてから、もう一度お試しください。",
    "Compare it with /openapi.json.",
)
STORE_UNAVAILABLE = Explanation(
    "store.unavailable",
    503,
    "いまデータを保存できません。",
    "The store does not answer just now.",
    "端末に残しておいて、あとで自動で送り直します。",
    "Keep it and send it again later.",
)
FAILED = Explanation(
    "request.failed",
    500,
    "サーバーで思いがけない問題が起きました。",
    "Something unexpected went wrong on the server.",
    "しばらくしてからもう一度お試しください。続くときは運営者に知らせてください。",
    "Try again later; if it stays, tell the operator.",
)
# A device's storage may fail under any call.
EVERYWHERE = (FAILED, STORE_UNAVAILABLE)
WITH_BODY = (MALFORMED, TOO_LARGE, NOT_JSON)


@dataclass(frozen=True)
class Operation:
    """One method of one path. ``gives`` is what it answers by status; None is no body.

    ``bearer`` names whose token it wants. ``refuses`` are the problems it may answer with besides
    those every operation, or every operation with a body, may.
    """

    method: Literal["get", "post", "put", "delete"]
    path: str
    summary: str
    gives: Mapping[int, type[BaseModel] | None]
    takes: type[BaseModel] | None = None
    bearer: Literal["device", "gateway"] | None = None
    refuses: tuple[Explanation, ...] = field(default=())

    def problems(self) -> tuple[Explanation, ...]:
        return self.refuses + (WITH_BODY if self.takes else ()) + EVERYWHERE
