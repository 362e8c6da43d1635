package dev.postern.sandbox.aws.setting;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Accounts and regions, and in each of both one VPC. */
public final class Setting {

    private final List<Account> accounts;
    private final List<Region> regions;
    private final List<Vpc> vpcs;

    public Setting(List<Account> accounts, List<Region> regions) {
        this.accounts = List.copyOf(accounts);
        this.regions = List.copyOf(regions);
        this.vpcs = accounts.stream()
                .flatMap(account -> regions.stream().map(region -> Vpc.of(account, region)))
                .toList();
    }

    /** The operator and two tenants, in us-east-1 and eu-west-1. */
    public static Setting standard() {
        return new Setting(
                List.of(Account.OPERATOR, Account.ACME, Account.GLOBEX), List.of(Region.US_EAST_1, Region.EU_WEST_1));
    }

    public List<Account> accounts() {
        return accounts;
    }

    public List<Region> regions() {
        return regions;
    }

    /**
     * @throws IllegalArgumentException if there is none
     */
    public Account account(String id) {
        return accounts.stream()
                .filter(account -> account.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the sandbox has no account " + id));
    }

    public Optional<Region> findRegion(String name) {
        return regions.stream().filter(region -> region.name().equals(name)).findFirst();
    }

    /**
     * @throws IllegalArgumentException if there is none
     */
    public Region region(String name) {
        return findRegion(name).orElseThrow(() -> new IllegalArgumentException("the sandbox has no region " + name));
    }

    public Vpc vpc(String accountId, String regionName) {
        return vpcs(accountId, regionName)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the sandbox has no VPC in account " + accountId + " and region " + regionName));
    }

    public Stream<Vpc> vpcs(String accountId, String regionName) {
        return vpcs.stream()
                .filter(vpc -> vpc.account().id().equals(accountId)
                        && vpc.region().name().equals(regionName));
    }

    public Optional<Vpc> findVpc(String vpcId) {
        return vpcs.stream().filter(vpc -> vpc.id().equals(vpcId)).findFirst();
    }
}
