"""The words by which agendas are understood, in English, German and French, as ``fold`` spells them."""

from collections.abc import Mapping
from typing import Final

from visits.archive.dates import MONTHS as ENGLISH_MONTHS
from visits.archive.dates import WEEKDAYS as ENGLISH_WEEKDAYS
from visits.archive.facts import ItemKind


def _numbered(*lists: str) -> dict[str, int]:
    """Each word with its place in its list; in one place several are parted by a stroke."""
    return {
        word: place
        for names in lists
        for place, words in enumerate(names.split())
        for word in words.split("|")
    }


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS: Final[Mapping[str, int]] = {
    word: place + 1
    for word, place in _numbered(
        " ".join(ENGLISH_MONTHS),
        "jan feb mar apr may jun jul aug sept|sep oct nov dec",
        "januar|janner februar|feber marz april mai juni juli august september oktober november dezember",
        "jan feb mrz|maer apr mai jun jul aug sept okt nov dez",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "janv fevr|fev mars avr mai juin juil aout sept oct nov dec",
    ).items()
}
WEEKDAYS: Final[Mapping[str, int]] = _numbered(
    " ".join(ENGLISH_WEEKDAYS),
    "mon tue|tues wed thu|thur|thurs fri sat sun",
    "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "mo di mi do fr sa so",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun mar mer jeu ven sam dim",
)
DAY_WORDS: Final = frozenset({"day", "tag", "jour", "journee"})
NUMBERS: Final[Mapping[str, int]] = {
    word: place + 1
    for word, place in _numbered(
        "one two three four five six seven",
        "first second third fourth fifth sixth seventh",
        "eins zwei drei vier funf sechs sieben",
        "erster|erste zweiter|zweite dritter|dritte vierter|vierte funfter|funfte sechster siebter",
        "un deux trois quatre cinq six sept",
        "premier|premiere deuxieme troisieme quatrieme cinquieme sixieme septieme",
    ).items()
}
# What may stand between the words of a date, and after its number.
ARTICLES: Final = frozenset({"the", "on", "am", "den", "dem", "der", "le", "of", "de", "du", "des"})
ORDINALS: Final = frozenset({"st", "nd", "rd", "th", "er", "ere", "eme", "e"})

COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "day": frozenset({"day", "date", "tag", "datum", "jour"}),
    "hours": _words(
        "time times timing hour hours schedule uhrzeit zeit zeiten uhr von bis heure heures "
        "horaire horaires when"
    )
    | {"time slot", "from to", "start end", "von bis", "de a"},
    "starts": _words("start starts begin begins beginning from beginn anfang von debut de")
    | {"start time", "starts at", "heure de debut"},
    "ends": _words("end ends to until finish ende bis fin a jusqu")
    | {"end time", "ends at", "heure de fin"},
    "minutes": _words("duration length dauer duree min minutes"),
    "title": _words(
        "session what programme program topic topics activity activities subject item title "
        "agenda content event description thema themen titel inhalt programm programmpunkt "
        "tagesordnungspunkt sujet sujets theme themes titre programme activite contenu intitule"
    ),
    "place": _words(
        "room rooms place venue where location address ort raum saal veranstaltungsort adresse "
        "treffpunkt lieu lieux salle endroit"
    )
    | {"meeting point"},
    "speakers": _words(
        "speaker speakers who presenter presenters lead moderator moderators moderation "
        "facilitator facilitators chair host responsible panellists panelists referent "
        "referenten referentin referentinnen redner rednerin vortragende wer intervenant "
        "intervenante intervenants intervenantes orateur orateurs animateur qui"
    )
    | {"referent in", "referent innen", "presented by", "intervenant e", "intervenant e s"},
    "description": _words(
        "details detail notes note remarks remark comments comment bemerkung bemerkungen "
        "hinweis hinweise anmerkungen remarques remarque commentaires observations info "
        "information"
    ),
    "track": _words("track strand stream parallel strang parcours"),
    "kind": _words("kind type format art typ"),
}
# A heading like "Track A" or "Saal 2": what stands below it runs beside the others.
TRACKS: Final = _words(
    "track strand stream room workshop group parallel session raum saal strang gruppe salle "
    "atelier parcours groupe"
)
# Before a colon they say what follows it.
LABELS: Final[Mapping[str, str]] = {
    word: name
    for name, words in {
        "speakers": "speaker speakers presenter presenters presented moderator moderators moderation chair"
        " facilitator facilitation panel panellists referent referenten referentin rednerin redner mit"
        " intervenant intervenants intervenante intervenantes animation moderateur orateur avec",
        "place": "place venue location room where address ort raum saal treffpunkt adresse lieu salle"
        " endroit",
        "title": "title topic subject thema titel titre sujet",
        "track": "track strand stream strang parcours",
    }.items()
    for word in words.split()
} | {"presented by": "speakers", "meeting point": "place", "point de rencontre": "place"}

KINDS: Final[Mapping[ItemKind, frozenset[str]]] = {
    ItemKind.MEAL: _words(
        "lunch dinner breakfast supper brunch mittagessen abendessen fruhstuck mittagspause "
        "mittag dejeuner diner petit-dejeuner repas souper mittagsimbiss lunchbreak"
    ),
    ItemKind.BREAK: _words(
        "break coffee tea pause kaffee kaffeepause cafe teepause pausekaffee recess"
    ),
    ItemKind.TRAVEL: _words(
        "transfer departure departures bus coach abfahrt abreise anreise busfahrt ruckfahrt "
        "ruckreise depart trajet deplacement travel transport retour"
    ),
    ItemKind.VISIT: _words(
        "visit visits tour besuch besichtigung rundgang fuhrung exkursion stadtrundgang visite "
        "excursion besichtigungen stadtfuhrung"
    ),
}
# German joins words: what a word of a title ends in, or begins with.
KIND_ENDINGS: Final = (
    ("pause", ItemKind.BREAK),
    ("essen", ItemKind.MEAL),
    ("besuch", ItemKind.VISIT),
    ("besichtigung", ItemKind.VISIT),
    ("rundgang", ItemKind.VISIT),
    ("transfer", ItemKind.TRAVEL),
)
# "tour de table", "after the visit": there the word is not what happens.
NO_KIND_BEFORE: Final = _words("of after before from on about nach vor uber apres avant sur")
NO_KIND_AFTER: Final = frozenset({"de table", "d horizon", "table"})
WORDS_THAT_SAY_A_KIND: Final = 3

STREETS: Final = _words(
    "via viale piazza piazzale corso largo rue avenue boulevard quai place street road "
    "square lane str strasse platz allee weg gasse ulica calle plaza straat plein laan ring "
    "ufer"
)
STREET_ENDINGS: Final = (
    "strasse",
    "str",
    "platz",
    "gasse",
    "allee",
    "straat",
    "plein",
    "gata",
    "weg",
)
ROOMS: Final = _words(
    "room hall auditorium foyer lobby entrance floor building centre center museum library "
    "university theatre raum saal rathaus halle foyer eingang etage stock bibliothek salle "
    "hotel mairie batiment bibliotheque universite sala palazzo aula palais lounge "
    "restaurant"
)
ROLES: Final = _words(
    "mayor deputy councillor councilor alderman director head officer manager professor "
    "prof dr mr mrs ms chair chairwoman chairman vice-chair president secretary coordinator "
    "representative commissioner minister expert adviser advisor researcher burgermeister "
    "burgermeisterin oberburgermeister oberburgermeisterin stadtrat stadtratin leiter "
    "leiterin direktor direktorin referent referentin beauftragte beauftragter vertreter "
    "vertreterin dezernent dezernentin maire adjoint adjointe conseiller conseillere "
    "directeur directrice responsable presidente chef cheffe elu elue assessore assessora "
    "sindaco staff secretariat team labour office"
)
# A line that begins with one names an item whose time has to be asked; before a colon or a dash, or by its form alone.
DAY_PARTS: Final = _words(
    "evening afternoon morning abend nachmittag vormittag morgen abends nachmittags vormittags morgens"
    " soir soiree matin matinee midi apres"
)
DAY_PARTS_ALONE: Final = _words("abends nachmittags vormittags morgens")
CLOSINGS: Final = (
    "kind regards", "best regards", "regards", "best wishes", "many thanks", "thank you", "yours", "sincerely",
    "mit freundlichen", "freundliche gr", "viele gr", "beste gr", "herzliche gr", "cordialement", "bien a vous",
    "salutations", "sent from", "von meinem", "envoye de",
)  # fmt: skip
