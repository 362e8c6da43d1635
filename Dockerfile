# The service as it runs in production: the jar's layers on a JRE, started from an ahead-of-time cache, as nobody.
#   ./mvnw -DskipTests package && docker build -t postern .
ARG JRE_IMAGE=eclipse-temurin:25-jre

FROM ${JRE_IMAGE} AS layers
WORKDIR /build
COPY service/target/postern-service-*.jar postern.jar
RUN java -Djarmode=tools -jar postern.jar extract --layers --destination layers

FROM ${JRE_IMAGE} AS service
WORKDIR /postern
# The user is known by number: what is on a volume outlives the base image, and runAsNonRoot wants a number to look at.
RUN groupadd --gid 10001 postern \
    && useradd --uid 10001 --gid postern --no-create-home --shell /usr/sbin/nologin postern \
    && install -d -o postern -g postern -m 700 /var/lib/postern
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/spring-boot-loader/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
USER 10001:10001
ENV POSTERN_DATA_DIRECTORY=/var/lib/postern \
    SERVER_ADDRESS=0.0.0.0
EXPOSE 8080

# One start on the embedded database, as far as where it would answer. What it loads is in the cache from then on, which
# halves the time of a start. The options are those of the real start.
FROM service AS training
RUN POSTERN_DATA_DIRECTORY=/tmp/training \
    java -XX:AOTCacheOutput=/tmp/postern.aot -Xlog:aot=error -Dspring.context.exit=onRefresh \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar postern.jar

FROM service
COPY --from=training --chown=0:0 /tmp/postern.aot ./
VOLUME /var/lib/postern
ENTRYPOINT ["java", "-XX:AOTCache=postern.aot", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "postern.jar"]
