package dev.postern.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackBlocksTest {

    @Test
    void noTwoBlocksShareAnAddress() {
        try (LoopbackBlock first = LoopbackBlocks.JVM.allot();
                LoopbackBlock second = LoopbackBlocks.JVM.allot()) {
            assertThat(first.regional()).startsWith("127.").isNotEqualTo(second.regional());
            assertThat(first.zonal(0)).isNotEqualTo(first.regional()).isNotEqualTo(second.zonal(0));
        }
    }

    @Test
    void aBlockThatWasGivenBackCanBeHadAgain() {
        LoopbackBlock block = LoopbackBlocks.JVM.allot();
        String regional = block.regional();
        block.close();

        try (LoopbackBlock again = LoopbackBlocks.JVM.allotAgain(regional)) {
            assertThat(again.regional()).isEqualTo(regional);
        }
    }

    @Test
    void aRangeThatAnotherProcessHoldsIsPassedOver() throws IOException {
        InetSocketAddress lease =
                new InetSocketAddress(InetAddress.ofLiteral("127.250.0.255"), LoopbackBlocks.LEASE_PORT);
        try (ServerSocket foreign = new ServerSocket()) {
            foreign.bind(lease);

            try (LoopbackBlock block = LoopbackBlocks.JVM.allotAgain("127.250.0.1")) {
                assertThat(block.regional()).doesNotStartWith("127.250.0.");
            }
        }
    }

    @Test
    void aBlockInUseIsReplacedByAnother() {
        try (LoopbackBlock block = LoopbackBlocks.JVM.allot();
                LoopbackBlock other = LoopbackBlocks.JVM.allotAgain(block.regional())) {
            assertThat(other.regional()).isNotEqualTo(block.regional());
        }
    }
}
