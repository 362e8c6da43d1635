package dev.postern.onboarding;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "KitItem", description = "A text that is to be put somewhere, ready to copy.")
record KitItem(
        @Schema(description = "Names the text within the kit; steps refer to it", example = "terraform")
        String id,

        @Schema(description = "What it is, in few words") String title,

        @Schema(description = "What it is for, and where it goes")
        String summary,

        @Schema(description = "What a file of it may be called", example = "postern-acme.tf")
        String fileName,

        @Schema(description = "What it is written in") KitLanguage language,

        @Schema(description = "The text. No secret is in it")
        String content) {}
