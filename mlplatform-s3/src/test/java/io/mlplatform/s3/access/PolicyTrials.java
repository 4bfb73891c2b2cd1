package io.mlplatform.s3.access;

import java.util.List;
import java.util.Optional;

/**
 * The policies of one seed, and requests to try on them. Names that only the server's side knows stand as {@code @bucket@},
 * {@code @user@}, {@code @username@}, {@code @role@}, {@code @session@} and {@code @owner@}.
 *
 * @param seed what all of it follows from
 * @param user identity policy of the user
 * @param role identity policy of the role
 * @param session policy passed when the role is taken on
 * @param bucket policy of the bucket
 * @param trials the requests
 */
record PolicyTrials(
        long seed,
        Optional<String> user,
        Optional<String> role,
        Optional<String> session,
        Optional<String> bucket,
        List<Trial> trials) {}
