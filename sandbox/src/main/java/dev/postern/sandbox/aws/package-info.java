/**
 * A local stand-in for AWS that the real SDK talks to.
 *
 * <p>{@link dev.postern.sandbox.aws.AwsWorld} is the world itself: it is set up, watched and pushed from Java. {@link
 * dev.postern.sandbox.aws.AwsEndpoint} makes it answer over HTTP. In between, every call takes one way, {@link
 * dev.postern.sandbox.aws.CallDesk}: find the service by the signature's scope, find the caller by the access key, ask
 * the {@linkplain dev.postern.sandbox.aws.wire.CallInterceptor interceptor}, then, with the world's lock held, check the
 * caller's permission and do the call; at last write the {@linkplain dev.postern.sandbox.aws.wire.CallLog log}.
 *
 * <p>Rooms: {@code wire} knows how AWS speaks and no service; {@code setting} what is there from the beginning and how
 * time passes; {@code store} what is remembered; {@code ec2}, {@code iam}, {@code kms} and {@code route53} are the services, which do
 * not know each other; this package puts them together.
 */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.aws;
