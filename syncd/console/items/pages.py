"""The pages of items: the list, one item with its tally and households, and the file of answers."""

from datetime import datetime
from functools import partial
from urllib.parse import quote

from flask import Blueprint, Response, abort, request

from syncd.api.requests import current_daemon
from syncd.console.items.answer_words import answers_in_words
from syncd.console.items.choosing import current_items, find_item, is_open, is_withdrawn, item_key
from syncd.console.items.figures import tally_of, totals
from syncd.console.items.replies import households_asked
from syncd.console.items.spreadsheet import spreadsheet
from syncd.console.looks import note_look
from syncd.console.pages import show, text_of
from syncd.console.visit import current_viewer, current_visit
from syncd.console.wording import catalog
from syncd.items import organizations

blueprint = Blueprint("items", __name__)
SHOWN = 60


@blueprint.get("/items/")
def index() -> Response:
    viewer, now = current_viewer(), current_visit().now
    with current_daemon().store.read() as connection:
        found = current_items(connection, viewer, now)
        shown = found if "all" in request.args else found[:SHOWN]
        figures = totals(connection, viewer, shown)
        known = organizations.every(connection)
    # What is addressed to nobody here (a group without members) is nobody's business here.
    shown = [item for item in shown if figures[item.id].households]
    return show(
        "items.html",
        waiting=[item for item in shown if is_open(item, now)],
        others=[item for item in shown if not is_open(item, now)],
        figures=figures,
        organizations=known,
        item_key=item_key,
        more=len(found) > SHOWN and "all" not in request.args,
    )


@blueprint.get("/items/<key>")
def page(key: str) -> Response:
    viewer = current_viewer()
    with current_daemon().store.read() as connection:
        item = find_item(connection, viewer, key)
        within = request.args.get("within", viewer.reach)
        if not viewer.counts_below(within):
            abort(404)
        tally = tally_of(connection, viewer, item, within)
        asked = households_asked(connection, viewer, item)
        known = organizations.every(connection)
    if viewer.sees_names:
        note_look("item.look", item.id)
    return show(
        "item.html",
        item=item,
        key=key,
        answered_in_words=partial(answers_in_words, item.form, label=text_of),
        open=is_open(item, current_visit().now),
        withdrawn=is_withdrawn(item),
        tally=tally,
        within=within,
        asked=asked,
        organizations=known,
        units=list(dict.fromkeys(one.unit for one in asked)),
        marked=request.args.get("marked", type=int),
    )


@blueprint.get("/items/<key>/answers.csv")
def answers_file(key: str) -> Response:
    viewer, visit = current_viewer(), current_visit()
    with current_daemon().store.read() as connection:
        item = find_item(connection, viewer, key)
        asked = households_asked(connection, viewer, item)
    if not viewer.sees_names:
        abort(404)
    note_look("item.download", item.id, {"households": len(asked)})

    def moment(at: datetime) -> str:
        return at.astimezone(viewer.timezone).strftime("%Y-%m-%d %H:%M")

    text = spreadsheet(
        asked, item.form, say=catalog(visit.language).gettext, label=text_of, moment=moment
    )
    name = quote(f"{text_of(item.data['title'])}.csv")
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
