"""All addresses of the site (các địa chỉ), each with what it needs; there are no others."""

from doccheck.review.access import Right, Route
from doccheck.review.views import account, bundles, decisions, desk, draft, lists, people, pictures, shelf

POST = ("POST",)
ROUTES = (
    Route(path="", view=lists.causes, name="list", needs=Right.SEE),
    Route(path="desk/", view=desk.desk, name="desk", needs=Right.SEE),
    Route(path="group/", view=bundles.group, name="group", needs=Right.SEE),
    Route(path="page/<slug:fingerprint>/<int:number>/", view=desk.picture, name="page", needs=Right.SEE),
    Route(path="leaf/<slug:fingerprint>/", view=desk.leaf, name="leaf", needs=Right.SEE),
    Route(path="fixed/", view=lists.fixed, name="fixed", needs=Right.SEE),
    Route(path="dashboard/", view=pictures.dashboard, name="dashboard", needs=Right.SEE),
    Route(path="soon/", view=pictures.soon, name="soon", needs=Right.SEE),
    Route(path="registry/", view=shelf.desk, name="registry", needs=Right.SEE),
    Route(path="draft/", view=draft.draft, name="draft", needs=Right.SEE, methods=("GET", "POST"), upload=True),
    Route(path="filter/", view=lists.save_filter, name="filter", needs=Right.SEE, methods=POST),
    Route(path="decide/", view=decisions.decide, name="decide", needs=Right.DECIDE, methods=POST),
    Route(path="group/decide/", view=bundles.decide_group, name="decide_group", needs=Right.DECIDE, methods=POST),
    Route(path="insist/", view=bundles.insist, name="insist", needs=Right.DECIDE, methods=POST),
    Route(path="bulk/", view=decisions.bulk, name="bulk", needs=Right.DECIDE, methods=POST),
    Route(path="undo/", view=decisions.undo, name="undo", needs=Right.DECIDE, methods=POST),
    Route(path="note/", view=decisions.note, name="note", needs=Right.DECIDE, methods=POST),
    Route(path="proof/", view=decisions.proof, name="proof", needs=Right.DECIDE, methods=POST, upload=True),
    Route(path="claim/", view=lists.claim, name="claim", needs=Right.DECIDE, methods=POST),
    Route(path="release/", view=lists.release, name="release", needs=Right.DECIDE, methods=POST),
    Route(path="registry/propose/", view=shelf.propose, name="propose", needs=Right.DECIDE, methods=POST),
    Route(path="assign/", view=lists.assign, name="assign", needs=Right.APPROVE, methods=POST),
    Route(path="second/", view=decisions.seconds, name="seconds", needs=Right.APPROVE),
    Route(path="second/answer/", view=decisions.second, name="second", needs=Right.APPROVE, methods=POST),
    Route(path="registry/correct/", view=shelf.correct, name="correct", needs=Right.APPROVE, methods=POST),
    Route(path="registry/answer/", view=shelf.answer, name="answer", needs=Right.APPROVE, methods=POST),
    Route(path="audit/", view=pictures.log, name="audit", needs=Right.APPROVE),
    Route(path="people/", view=people.people, name="people", needs=Right.MANAGE),
    Route(path="people/save/", view=people.save, name="people_save", needs=Right.MANAGE, methods=POST),
    Route(path="settings/", view=people.settings, name="settings", needs=Right.MANAGE, methods=POST),
    Route(path="account/", view=account.account, name="account", needs=Right.SEE),
    Route(path="account/password/", view=account.password, name="account_password", needs=Right.SEE, methods=POST),
    Route(path="login/", view=account.enter, name="login", needs=Right.ANYBODY, methods=("GET", "POST")),
    Route(path="logout/", view=account.leave, name="logout", needs=Right.ANYBODY, methods=POST),
    Route(path="language/", view=account.language, name="language", needs=Right.ANYBODY, methods=POST),
)
