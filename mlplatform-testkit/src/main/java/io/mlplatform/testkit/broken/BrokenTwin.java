package io.mlplatform.testkit.broken;

import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.Rule;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A way to break one rule of the store contract, as a decorator of a store that keeps it. Where that rule is a
 * condition of others, these break with it.
 */
public enum BrokenTwin {
    KEEPS_THE_OLD_OBJECT(
            BrokenPuts::keepingTheOld,
            Rule.PUT_ALWAYS,
            Rule.OVERWRITE_VISIBLE,
            Rule.CONTENT_FAILURE,
            Rule.CONTENT_LENGTH,
            Rule.GET_IF_MATCH),
    IGNORES_IF_ABSENT(
            BrokenPuts::ignoringIfAbsent,
            Rule.PUT_IF_ABSENT,
            Rule.IF_ABSENT_RACE,
            Rule.EMPTY_OBJECT,
            Rule.LARGE_IF_ABSENT),
    IGNORES_IF_MATCH(BrokenPuts::ignoringIfMatch, Rule.PUT_IF_MATCH, Rule.IF_MATCH_RACE),
    LOOKS_BEFORE_PUT_IF_ABSENT(BrokenRaces::lookingBeforePutIfAbsent, Rule.IF_ABSENT_RACE),
    LOOKS_BEFORE_PUT_IF_MATCH(BrokenRaces::lookingBeforePutIfMatch, Rule.IF_MATCH_RACE),
    LISTS_STALE_OBJECTS(BrokenListings::stale, Rule.OVERWRITE_VISIBLE),
    SHOWS_HALF_AN_OBJECT(BrokenRaces::showingHalves, Rule.REPLACE_ATOMIC),
    PADS_EMPTY_OBJECTS(BrokenPuts::paddingTheEmpty, Rule.EMPTY_OBJECT, Rule.DOWNLOAD),
    CUTS_LARGE_OBJECTS(
            BrokenPuts::cuttingTheLarge,
            Rule.LARGE_OBJECT,
            Rule.REPLACE_ATOMIC,
            Rule.LARGE_IF_ABSENT,
            Rule.CONTENT_FAILURE,
            Rule.DOWNLOAD,
            Rule.DOWNLOAD_KEEPS),
    IGNORES_IF_ABSENT_OF_LARGE(BrokenPuts::ignoringIfAbsentOfLarge, Rule.LARGE_IF_ABSENT),
    STORES_WHAT_IT_GOT(BrokenPuts::storingWhatItGot, Rule.CONTENT_FAILURE),
    BELIEVES_THE_STREAM(BrokenPuts::believingTheStream, Rule.CONTENT_LENGTH),
    TAKES_RANGE_ENDS_AS_INCLUSIVE(BrokenGets::inclusive, Rule.GET_RANGE),
    IGNORES_GET_IF_MATCH(BrokenGets::ignoringIfMatch, Rule.GET_IF_MATCH),
    TAKES_FOLDERS_FOR_OBJECTS(BrokenGets::takingFoldersForObjects, Rule.ABSENT),
    ENDS_AFTER_A_THOUSAND_KEYS(BrokenListings::endingAfterAThousand, Rule.LIST_PAGING),
    SORTS_BY_UTF_16(BrokenListings::sortedByUtf16, Rule.LIST_ORDER),
    STARTS_OVER_IF_THE_KEY_IS_GONE(BrokenListings::startingOver, Rule.LIST_START),
    TAKES_PREFIXES_FOR_FOLDERS(BrokenListings::takingPrefixesForFolders, Rule.LIST_PREFIX, Rule.LIST_DELIMITER),
    REPEATS_FOLDERS(BrokenListings::repeatingFolders, Rule.LIST_DELIMITER),
    DECODES_PLUS(BrokenKeys::decodingPlus, Rule.ODD_KEYS),
    REFUSES_LONG_KEYS(BrokenKeys::refusingTheLong, Rule.LONG_KEYS),
    COMPOSES_KEYS(BrokenKeys::composing, Rule.UNICODE_FORMS),
    REFUSES_OBJECTS_BESIDE_FOLDERS(BrokenKeys::refusingObjectsBesideFolders, Rule.OBJECT_BESIDE_FOLDER),
    DELETES_A_THOUSAND(BrokenDeletes::stoppingAtAThousand, Rule.DELETE),
    FAILS_TO_DELETE_THE_ABSENT(BrokenDeletes::failingOnTheAbsent, Rule.DELETE_ABSENT),
    LOSES_AN_UPLOAD(BrokenUploads::losingOne, Rule.UPLOAD),
    REFUSES_REPEATED_UPLOADS(BrokenUploads::refusingRepeated, Rule.UPLOAD_REPEATED),
    OVERWRITES_BY_UPLOAD(BrokenUploads::overwriting, Rule.UPLOAD_KEEPS),
    HASHES_WITHOUT_THE_END(BrokenUploads::hashingWithoutTheEnd, Rule.UPLOAD_TELLS_DIGEST),
    BELIEVES_UPLOADS(BrokenUploads::believing, Rule.UPLOAD_VERIFIED, Rule.UPLOAD_LISTING),
    HOLDS_ALL_UPLOADS(BrokenUploads::holdingAll, Rule.UPLOAD_LISTING),
    LOSES_A_DOWNLOAD(BrokenDownloads::losingOne, Rule.DOWNLOAD),
    BELIEVES_DOWNLOADS(BrokenDownloads::believing, Rule.DOWNLOAD_VERIFIED),
    PASSES_OVER_THE_ABSENT(BrokenDownloads::passingOverTheAbsent, Rule.DOWNLOAD_ABSENT, Rule.DOWNLOAD_LISTING),
    REPLACES_WHAT_IT_SHOULD_KEEP(BrokenDownloads::replacing, Rule.DOWNLOAD_KEEPS),
    HOLDS_ALL_DOWNLOADS(BrokenDownloads::holdingAll, Rule.DOWNLOAD_LISTING),
    ANSWERS_WITHOUT_A_CLOCK(BrokenAnswers::withoutClock, Rule.DATE),
    FAILS_TO_CLOSE_TWICE(BrokenAnswers::failingToCloseTwice, Rule.CLOSE);

    private final UnaryOperator<ObjectStore> breaking;
    private final Rule rule;
    private final Set<Rule> brokenRules;

    BrokenTwin(UnaryOperator<ObjectStore> breaking, Rule rule, Rule... brokenWithIt) {
        this.breaking = breaking;
        this.rule = rule;
        this.brokenRules = Set.copyOf(EnumSet.of(rule, brokenWithIt));
    }

    /** The rule that this twin is about. */
    public Rule rule() {
        return rule;
    }

    /** That rule and those that break with it. */
    public Set<Rule> brokenRules() {
        return brokenRules;
    }

    /** The broken twin of {@code store}, which it owns. */
    public ObjectStore of(ObjectStore store) {
        return breaking.apply(store);
    }
}
