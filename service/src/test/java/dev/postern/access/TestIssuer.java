package dev.postern.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A small OIDC issuer: metadata, keys, and log-in by authorization code with PKCE, where everybody is Alice. */
public final class TestIssuer implements AutoCloseable {

    public static final String AUDIENCE = "postern-api";
    public static final String CLIENT_ID = "console";
    public static final String CLIENT_SECRET = "only-for-tests";

    /** Made once: to find primes takes long. */
    private static final RSAKey KEY = rsa();

    private static final RSAKey STRANGERS_KEY = rsa();

    private final int port;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, Object> logInClaims = new ConcurrentHashMap<>();
    private final Queue<String> secrets = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private volatile boolean keysAway;
    private volatile boolean tokensAway;
    private volatile UnaryOperator<JWTClaimsSet.Builder> idTokenChange = UnaryOperator.identity();

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public TestIssuer() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
            server = HttpServer.create();
        } catch (IOException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /** Until then it is away. */
    public void start() {
        bind();
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
        server.createContext(
                "/keys",
                exchange ->
                        answer(exchange, keysAway ? 500 : 200, keysAway ? Map.of() : new JWKSet(KEY).toJSONObject()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    private void bind() {
        try {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException cause) {
            throw new IllegalStateException(cause);
        }
    }

    public String uri() {
        return "http://127.0.0.1:" + port;
    }

    /** From now on nobody gets its keys. */
    void keepsItsKeys() {
        keysAway = true;
    }

    /** Whether it hangs up on who shows it a code. */
    void hangsUp(boolean up) {
        tokensAway = up;
    }

    /** What the next log-ins say of Alice, beside her name. */
    public void says(Map<String, Object> claims) {
        logInClaims.clear();
        logInClaims.putAll(claims);
        idTokenChange = UnaryOperator.identity();
    }

    /** What is wrong with the ID tokens of the next log-ins, until it {@link #says} something else. */
    void spoilsIdTokens(UnaryOperator<JWTClaimsSet.Builder> change) {
        idTokenChange = change;
    }

    /** A good access token, but for what is done to it. */
    public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(JWSAlgorithm.RS256, KEY, change);
    }

    String signedWith(JWSAlgorithm algorithm, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(algorithm, KEY, change);
    }

    public String signedByAStranger(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(JWSAlgorithm.RS256, STRANGERS_KEY, change);
    }

    /** Signed by the issuer, but it says that it was with another key. */
    String signedAsWith(String keyId, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return sign(JWSAlgorithm.RS256, keyId, new RSASSASigner(KEY), change);
        } catch (JOSEException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /** As if the public key, which everybody has, were a secret one. */
    String signedWithThePublicKey(UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return sign(
                    JWSAlgorithm.HS256,
                    KEY.getKeyID(),
                    new MACSigner(KEY.toRSAPublicKey().getEncoded()),
                    change);
        } catch (JOSEException cause) {
            throw new IllegalStateException(cause);
        }
    }

    String unsigned(UnaryOperator<JWTClaimsSet.Builder> change) {
        return new PlainJWT(claims(AUDIENCE, change)).serialize();
    }

    private String signed(JWSAlgorithm algorithm, RSAKey with, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return sign(algorithm, KEY.getKeyID(), new RSASSASigner(with), change);
        } catch (JOSEException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private String sign(
            JWSAlgorithm algorithm, String keyId, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims(AUDIENCE, change));
        token.sign(signer);
        return token.serialize();
    }

    private JWTClaimsSet claims(String audience, UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(uri())
                        .audience(audience)
                        .subject("alice-1")
                        .claim("name", "Alice")
                        .issueTime(new Date())
                        .expirationTime(Date.from(Instant.now().plusSeconds(300))))
                .build();
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "issuer",
                uri(),
                "authorization_endpoint",
                uri() + "/authorize",
                "token_endpoint",
                uri() + "/token",
                "jwks_uri",
                uri() + "/keys",
                "subject_types_supported",
                new String[] {"public"},
                "response_types_supported",
                new String[] {"code"},
                "id_token_signing_alg_values_supported",
                new String[] {"RS256"});
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        "%s?code=%s&state=%s"
                                .formatted(
                                        asked.get("redirect_uri"),
                                        code,
                                        java.net.URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        if (tokensAway) {
            exchange.close();
            return;
        }
        Map<String, String> sent =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(sent.get("code"));
        String client = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        if (asked == null
                || !client.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !challenge(sent.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"))) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        String idToken = token(claims -> {
            logInClaims.forEach(claims::claim);
            return idTokenChange.apply(claims.audience(CLIENT_ID).claim("nonce", asked.get("nonce")));
        });
        secrets.add(sent.get("code_verifier"));
        secrets.add(idToken);
        answer(
                exchange,
                200,
                Map.of("access_token", "opaque", "token_type", "Bearer", "expires_in", 300, "id_token", idToken));
    }

    /** The code verifiers and ID tokens of log-ins so far. */
    public List<String> secrets() {
        return List.copyOf(secrets);
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException(cause);
        }
    }

    static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (first, second) -> second,
                        HashMap::new));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] json = JsonMapper.shared().writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
