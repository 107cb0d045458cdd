from __future__ import annotations

from django.urls import path

from .views import (
    administration,
    directory,
    door,
    groups,
    invitations,
    me,
    profile,
    signing_in,
    suggestions,
)

app_name = "people"
urlpatterns = [
    path("first-run/", door.first_run, name="first_run"),
    path("brand.css", administration.brand, name="brand"),
    path("logo/", administration.logo, name="logo"),
    path("people/", directory.directory, name="directory"),
    path("people/suggestions/", suggestions.people, name="suggest"),
    path("people/<int:person_id>/", profile.person, name="person"),
    path("people/<int:person_id>/photo/<int:asset_id>/", profile.photo, name="photo"),
    path("people/<int:person_id>/portrait/<int:asset_id>/", profile.portrait, name="portrait"),
    path("people/<int:person_id>/leaving/", profile.leaving, name="leaving"),
    path("people/<int:person_id>/returning/", profile.returning, name="returning"),
    path("people/<int:person_id>/administrator/", profile.administrating, name="administrator"),
    path("people/<int:person_id>/second-step/", profile.second_step, name="second_step"),
    path("topics/", suggestions.topics_like, name="topics"),
    path("me/", me.me, name="me"),
    path("me/settings/", me.settings, name="settings"),
    path("me/photo/", me.photo, name="my_photo"),
    path("me/topics/", me.topics, name="my_topics"),
    path("me/signing-in/", signing_in.signing_in, name="signing_in"),
    path("me/sessions/", signing_in.sessions, name="my_sessions"),
    path("me/sessions/<str:session>/ending/", signing_in.session_ending, name="session_ending"),
    path("me/kept/", me.kept, name="kept"),
    path("groups/", groups.groups, name="groups"),
    path("groups/suggestions/", suggestions.groups_like, name="group_suggestions"),
    path("groups/<int:group_id>/", groups.group, name="group"),
    path("groups/<int:group_id>/groups/", groups.groups_below, name="groups_below"),
    path("groups/<int:group_id>/name/", groups.name, name="group_name"),
    path("groups/<int:group_id>/place/", groups.place, name="group_place"),
    path("groups/<int:group_id>/deletion/", groups.deletion, name="group_deletion"),
    path("groups/<int:group_id>/members/", groups.members, name="group_members"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<int:invitation_id>/letters/", invitations.letters, name="letters"),
    path("invitations/<int:invitation_id>/revocation/", invitations.revocation, name="revocation"),
    path("invitation/<str:token>/", door.invitation, name="invitation"),
    path("administration/", administration.administration, name="administration"),
    path("administration/organisation/", administration.organisation, name="organisation"),
]
