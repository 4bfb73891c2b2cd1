package io.mlplatform.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Takes out of IAM's answers what Ceph's gateway puts before the result, which the SDK takes for the result. */
final class ResultFirst implements ExecutionInterceptor {

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responseBody().map(ResultFirst::withoutMetadata);
    }

    private static InputStream withoutMetadata(InputStream answer) {
        try (answer) {
            String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            String result = text.replaceFirst("<ResponseMetadata>.*?</ResponseMetadata>", "");
            return new ByteArrayInputStream(result.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
