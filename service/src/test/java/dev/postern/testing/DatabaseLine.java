package dev.postern.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** The only way from a replica to its database, which a test can cut, silence and mend. */
public final class DatabaseLine implements AutoCloseable {

    private final URI database;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object speech = new Object();
    private volatile boolean silent;
    private ServerSocket server;

    /**
     * @param jdbcUrl of the database
     */
    public DatabaseLine(String jdbcUrl) throws IOException {
        this.database = URI.create(jdbcUrl.substring("jdbc:".length()));
        this.server = listenSomewhere();
        this.port = server.getLocalPort();
    }

    /** The database by this line. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d%s".formatted(port, database.getPath());
    }

    /** As if the database were stopped: connections end, and new ones are refused. */
    public synchronized void cut() {
        closeQuietly(server);
        open.forEach(DatabaseLine::closeQuietly);
    }

    /** As if the network lost everything: nobody is told, and nothing comes any more. */
    public synchronized void silence() {
        silent = true;
    }

    /** As if nothing had been. */
    public synchronized void mend() {
        silent = false;
        synchronized (speech) {
            speech.notifyAll();
        }
        if (server.isClosed()) {
            Awaitility.await().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
                server = listen(port);
                return true;
            });
        }
    }

    @Override
    public void close() {
        mend();
        cut();
    }

    /** Below the ports that the system gives to whoever connects somewhere: nobody takes it while the line is cut. */
    private ServerSocket listenSomewhere() {
        try {
            return listen(ThreadLocalRandom.current().nextInt(10_000, 32_000));
        } catch (IOException taken) {
            return listenSomewhere();
        }
    }

    private ServerSocket listen(int wanted) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        Thread.ofVirtual().start(() -> accept(listening));
        return listening;
    }

    private void accept(ServerSocket listening) {
        try {
            while (!listening.isClosed()) {
                Socket client = listening.accept();
                Socket server = new Socket(database.getHost(), database.getPort());
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> copy(client, server));
                Thread.ofVirtual().start(() -> copy(server, client));
                if (listening.isClosed()) {
                    closeQuietly(client);
                }
            }
        } catch (IOException closed) {
            // cut
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitSpeech();
                out.write(buffer, 0, read);
            }
        } catch (IOException hungUp) {
            // one side did, so the other one does
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
        }
    }

    private void awaitSpeech() throws InterruptedException {
        synchronized (speech) {
            while (silent) {
                speech.wait();
            }
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception closedAlready) {
            // as wanted
        }
    }
}
