/** The sandbox's AWS, driven by the real SDK: it is the SDK's view of AWS that counts. */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.aws;
