from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import deciding, lists, saying, threads

app_name = "feedback"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", lists.inbox, name="inbox"),
    path("news/", lists.inbox_news, name="inbox_news"),
    path("courses/<int:course_id>/", lists.course, name="course"),
    path("courses/<int:course_id>/panel/", lists.panel, name="panel"),
    path("courses/<int:course_id>/releases/<int:number>/new/", saying.new, name="new"),
    path("courses/<int:course_id>/releases/<int:number>/items/", saying.items, name="items"),
    path("courses/<int:course_id>/releases/<int:number>/margin/", saying.margin, name="margin"),
    path("courses/<int:course_id>/releases/<int:number>/news/", saying.news, name="news"),
    path(
        "courses/<int:course_id>/releases/<int:number>/reactions/",
        saying.reactions,
        name="reactions",
    ),
    path("<int:item_id>/", threads.item, name="item"),
    path("<int:item_id>/comments/", threads.comments, name="comments"),
    path("<int:item_id>/removal/", saying.item_removal, name="item_removal"),
    path("<int:item_id>/plan/", deciding.plan, name="plan"),
    path("<int:item_id>/reopened/", deciding.reopened, name="reopened"),
    path("<int:item_id>/undone/", deciding.undone, name="undone"),
    path("<int:item_id>/decline/", deciding.decline, name="decline"),
    path("<int:item_id>/fold/", deciding.fold, name="fold"),
    path("comments/<int:comment_id>/", threads.comment, name="comment"),
    path("comments/<int:comment_id>/removal/", threads.comment_removal, name="comment_removal"),
]
