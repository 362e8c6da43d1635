package dev.postern.access.spi;

import java.util.Optional;

/**
 * One kind of resource that a tenant holds, for when the tenant is to be deleted. Called within the tenant's scope and
 * one transaction; beans are asked in their {@code @Order}: what uses others goes before what is used.
 */
public interface TenantContents {

    /** What is there, as people say it ({@code 2 connections}); empty if nothing is. */
    Optional<String> describe();

    /** Deletes all of it, or records that it is to be deleted. */
    void delete();
}
