import { useState } from "react";
import { idempotencyKey } from "./client";
import type { ApiError } from "./errors";

/**
 * The `Idempotency-Key` of a form that makes something: the same one for as long as nobody knows whether the last attempt
 * made it, so that trying again makes one thing. Once the service has refused, the next attempt is another creation.
 */
export function useCreationKey() {
  const [key, setKey] = useState(idempotencyKey);
  return {
    header: { "Idempotency-Key": key },
    onError: (error: ApiError) => {
      if (error.status >= 400 && error.status < 500) {
        setKey(idempotencyKey());
      }
    },
  };
}
