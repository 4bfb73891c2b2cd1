package io.mlplatform.s3;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/** The SDK's HTTP client on Netty with threads of its own, which end soon after it is closed: the SDK would wait two seconds. */
final class NettyClient implements SdkAsyncHttpClient {

    // For the connections to be closed; transfers have ended by then.
    private static final long QUIET_MILLIS = 100;
    // As the SDK has it.
    private static final long MOST_MILLIS = 15_000;

    private final SdkEventLoopGroup threads = SdkEventLoopGroup.builder().build();
    private final SdkAsyncHttpClient client;

    NettyClient(NettyNioAsyncHttpClient.Builder builder) {
        client = builder.eventLoopGroup(threads).build();
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        return client.execute(request);
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
        boolean ignored = threads.eventLoopGroup()
                .shutdownGracefully(QUIET_MILLIS, MOST_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(MOST_MILLIS);
    }
}
