package dev.postern.kafka;

/** Takes out of an answer what is kept of it: the answer itself may be long, and is dropped. */
@FunctionalInterface
interface AnswerReader<R, T> {
    T read(R answer) throws ProbeFailed;
}
