import type { ApiError } from "../../api/errors";

/** What the service says of single fields. */
export interface FieldErrors {
  /** Of the field that this JSON pointer names. */
  at: (pointer: string) => string | undefined;
  /** Of that field, or of anything in it. */
  below: (pointer: string) => string | undefined;
}

export function fieldErrors(error: ApiError | null): FieldErrors {
  return {
    at: (pointer) => error?.field(pointer),
    below: (pointer) =>
      error?.fields.find((field) => field.pointer === pointer || field.pointer.startsWith(`${pointer}/`))
        ?.detail,
  };
}

/** Whether the form has a field for everything that is wrong, so that nothing need be said beside the fields. */
export function allAtFields(error: ApiError): boolean {
  return error.fields.length > 0 && error.fields.every(({ pointer }) => FIELDS.test(pointer));
}

/** Pointers of what the form has a field for. */
export const FIELDS =
  /^\/(name|bootstrap(\/\d+)?|security\/\w+|routes\/\d+\/(match(\/\w+)?|connectionId|port(\/\w+)?|availabilityZone)|bootstrapRoute\/(connectionId|port))$/;
