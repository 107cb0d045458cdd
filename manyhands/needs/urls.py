from __future__ import annotations

from django.urls import path

from .views import asking, board, closing, elsewhere, joining, need, solving

app_name = "needs"
urlpatterns = [
    path("", board.board, name="board"),
    path("news/", board.news, name="board_news"),
    path("cost/", board.cost, name="cost"),
    path("new/", asking.ask, name="ask"),
    path("new/reach/", asking.reach, name="reach"),
    path("answered-by/<int:person_id>/", elsewhere.answered_by, name="answered_by"),
    path("of/<int:group_id>/", elsewhere.of_group, name="of_group"),
    path("<int:need_id>/", need.need, name="need"),
    path("<int:need_id>/news/", need.news, name="news"),
    path("<int:need_id>/history/", need.history, name="history"),
    path("<int:need_id>/backers/", need.backers, name="backers"),
    path("<int:need_id>/experts/", need.experts, name="experts"),
    path("<int:need_id>/change/", asking.change, name="change"),
    path("<int:need_id>/backings/", joining.backings, name="backings"),
    path(
        "<int:need_id>/backings/withdrawn/", joining.backings_withdrawn, name="backings_withdrawn"
    ),
    path("<int:need_id>/offers/", joining.offers, name="offers"),
    path("<int:need_id>/offers/withdrawn/", joining.offers_withdrawn, name="offers_withdrawn"),
    path("<int:need_id>/nominations/", joining.nominations, name="nominations"),
    path("<int:need_id>/nominations/<int:nomination_id>/", joining.nomination, name="nomination"),
    path("<int:need_id>/proposals/", joining.proposals, name="proposals"),
    path("<int:need_id>/proposals/<int:proposal_id>/", joining.proposal, name="proposal"),
    path("<int:need_id>/replies/", solving.replies, name="replies"),
    path("<int:need_id>/readings/", solving.readings, name="readings"),
    path("<int:need_id>/declined/", closing.declined, name="declined"),
    path("<int:need_id>/withdrawn/", closing.withdrawn, name="withdrawn"),
    path("<int:need_id>/merged/", closing.merged, name="merged"),
    path("<int:need_id>/reopened/", closing.reopened, name="reopened"),
    path("<int:need_id>/audience/", closing.audience, name="audience"),
]
