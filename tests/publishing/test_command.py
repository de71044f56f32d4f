"""``kairan publish`` as people and CI call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from plugins.locks import held
from syncd.publishing.publication import folder_of
from tests.cli.conftest import Kairan, content, kairan  # noqa: F401  (fixtures)
from tests.publishing.conftest import UME, Sites, Storage, contents, on, s3_environment, served
from tests.publishing.processes import until


def publish(sites: Sites, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    own = {"KAIRAN_OUTPUT": str(sites.output), "KAIRAN_STATE": str(sites.folder / "var")}
    return subprocess.run(
        [sys.executable, "-m", "syncd", "publish", *words],
        env={**os.environ, **own, **more},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_what_is_built_is_published_and_what_changes_follows(
    kairan: Kairan,  # noqa: F811
    content: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    storage = tmp_path / "storage"
    kairan("build")
    first = kairan("publish", str(storage))
    assert first.returncode == 0, first.stderr
    assert contents(storage) == contents(tmp_path / "output")

    untouched = storage / UME / "items/machi.dansui.html"
    before = untouched.stat().st_ctime_ns, untouched.stat().st_ino
    (content / UME / "seiso.md").unlink()
    kairan("build")
    second = kairan("publish", str(storage), "--json")

    assert second.returncode == 0, second.stderr
    assert contents(storage) == contents(tmp_path / "output")
    assert not (storage / UME / "items/machi.kita.ume.seiso.html").exists()
    assert (untouched.stat().st_ctime_ns, untouched.stat().st_ino) == before
    facts = json.loads(second.stdout.splitlines()[-1])
    assert not facts["compared"]
    assert 0 < facts["sent"] < facts["unchanged"]
    assert facts["deleted"] >= 1


def test_a_dry_run_tells_what_would_travel_and_sends_nothing(
    sites: Sites, storage: Storage
) -> None:
    done = publish(sites, "--dry-run", storage.remote)

    assert done.returncode == 0, done.stderr
    lines = done.stderr.splitlines()
    assert lines[-1] == "would send (service workers and the front page): machi/kita/ume/sw.js"
    assert "18 files" in done.stdout
    assert "would be sent" in done.stdout
    assert not storage.folder.exists()


def test_a_dry_run_forgets_and_remembers_nothing(sites: Sites, storage: Storage) -> None:
    sites.publish(storage)
    sites.write({f"{UME}/index.html": "new"})
    sites.remove(f"{UME}/feed.atom")

    for _ in range(2):
        done = publish(sites, "--dry-run", "--json", storage.remote)
        facts = json.loads(done.stdout)
        assert (facts["sent"], facts["deleted"], facts["dry_run"]) == (1, 1, True)
        assert "would delete: machi/kita/ume/feed.atom" in done.stderr


def test_nothing_built_is_nothing_to_publish(sites: Sites, tmp_path: Path) -> None:
    done = publish(sites, "--output", str(tmp_path / "nowhere"), str(tmp_path / "storage"))

    assert done.returncode == 1
    assert "Build first" in done.stderr


def test_without_a_storage_the_command_says_what_it_wants(sites: Sites) -> None:
    done = publish(sites)

    assert done.returncode == 2
    assert "KAIRAN_PUBLISH_TO" in done.stderr


def test_the_storage_can_be_a_setting(sites: Sites, storage: Storage) -> None:
    done = publish(sites, KAIRAN_PUBLISH_TO=storage.remote)

    assert done.returncode == 0, done.stderr
    assert storage.contents() == sites.contents()


def test_a_storage_nobody_configured(sites: Sites) -> None:
    done = publish(sites, "nowhere-configured:bucket")

    assert done.returncode == 1
    assert "rclone stopped with status" in done.stderr
    assert "didn't find section in config file" in done.stderr


def test_wrong_credentials(sites: Sites, tmp_path: Path) -> None:
    with served("s3", tmp_path / "bucket", "--auth-key", "kairan-user,right-secret") as port:
        wrong = publish(sites, "s3:kairan/city", **s3_environment(port, "kairan-user", "wrong"))
        right = publish(
            sites, "s3:kairan/city", **s3_environment(port, "kairan-user", "right-secret")
        )

    assert wrong.returncode == 1
    assert "SignatureDoesNotMatch" in wrong.stderr
    assert "Traceback" not in wrong.stderr
    assert right.returncode == 0, right.stderr


@on("sftp")
def test_a_wrong_password(sites: Sites, storage: Storage) -> None:
    done = publish(sites, storage.remote, RCLONE_CONFIG_SSH_USER="somebody")

    assert done.returncode == 1
    assert "unable to authenticate" in done.stderr


def test_one_publication_waits_for_another(sites: Sites, storage: Storage) -> None:
    lock = folder_of(sites.settings, storage.remote) / "lock"
    process = None
    with held(lock):
        process = subprocess.Popen(
            [sys.executable, "-m", "syncd", "publish", storage.remote],
            env={
                **os.environ,
                "KAIRAN_OUTPUT": str(sites.output),
                "KAIRAN_STATE": str(sites.folder / "var"),
            },
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        assert process.stderr
        assert "waiting for it" in process.stderr.readline()
        assert not storage.folder.exists()
    with process:
        process.communicate(timeout=60)
    assert storage.contents() == sites.contents()


def test_a_build_and_a_publication_do_not_mix(sites: Sites, storage: Storage) -> None:
    """A publication looks at the output only while nothing builds."""
    sites.publish(storage)
    worker = threading.Thread(target=lambda: sites.publish(storage))
    with held(sites.settings.state_folder("build") / "lock"):
        worker.start()
        sites.write({f"{UME}/index.html": "half"})
        until(lambda: (folder_of(sites.settings, storage.remote) / "staging").exists(), "waiting")
        sites.write({f"{UME}/index.html": "whole"})
    worker.join(30)

    assert (storage.folder / UME / "index.html").read_text() == "whole"


@pytest.mark.parametrize("variable", ["RCLONE_LOG_FILE", "RCLONE_LOG_LEVEL", "RCLONE_QUIET"])
def test_what_the_operator_set_for_rclone_does_not_deafen_us(
    sites: Sites, storage: Storage, variable: str, tmp_path: Path
) -> None:
    value = {"RCLONE_LOG_FILE": str(tmp_path / "log"), "RCLONE_LOG_LEVEL": "ERROR"}
    done = publish(sites, storage.remote, **{variable: value.get(variable, "true")})

    assert done.returncode == 0, done.stderr
    assert storage.contents() == sites.contents()
