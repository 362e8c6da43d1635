package dev.postern.bastions;

import dev.postern.connections.spi.SshPublicKey;
import java.util.concurrent.CountDownLatch;

/** A bastion that has a process to itself, until that is destroyed. Prints its port and its host key. */
final class LonelyBastion {

    private LonelyBastion() {}

    /** @param arguments the key that is let in */
    public static void main(String[] arguments) throws InterruptedException {
        TestBastion bastion = new TestBastion();
        bastion.authorize(new SshPublicKey(arguments[0]));
        System.out.println(bastion.port());
        System.out.println(bastion.hostKey().value());
        new CountDownLatch(1).await();
    }
}
