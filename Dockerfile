# The service as it runs in production: the jar's layers on a JRE, started from a class-data archive, as nobody.
#   ./mvnw -DskipTests package && docker build -t postern .
ARG JRE_IMAGE=eclipse-temurin:25-jre

FROM ${JRE_IMAGE} AS layers
WORKDIR /build
COPY service/target/postern-service-*.jar postern.jar
RUN java -Djarmode=tools -jar postern.jar extract --layers --destination layers

FROM ${JRE_IMAGE}
WORKDIR /postern
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/spring-boot-loader/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
RUN useradd --system --no-create-home --shell /usr/sbin/nologin postern \
    && install -d -o postern -m 700 /var/lib/postern
USER postern
ENV POSTERN_DATA_DIRECTORY=/var/lib/postern \
    SERVER_ADDRESS=0.0.0.0
EXPOSE 8080
VOLUME /var/lib/postern
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "postern.jar"]
