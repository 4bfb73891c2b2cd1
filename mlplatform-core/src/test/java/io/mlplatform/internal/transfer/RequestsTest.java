package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private final List<TransferRequest> seen = new ArrayList<>();
    private final Requests requests = new Requests(seen::add, () -> 0L);

    @Test
    void repetitionsThatAThreadTellsOfAreThoseOfTheRequestThatItIsAt() {
        try (Requests.InFlight outer = requests.request("outer", TransferDirection.UP)) {
            requests.leftToSdk("inner", TransferDirection.UP);
            Requests.retriedInThisThread(2);
            outer.succeeded(1);
        }
        Requests.retriedInThisThread(3);
        requests.leftToSdk("next", TransferDirection.UP);
        assertThat(seen).extracting(TransferRequest::resource).containsExactly("inner", "outer", "next");
        assertThat(seen).extracting(TransferRequest::retries).containsExactly(0, 2, 0);
    }
}
