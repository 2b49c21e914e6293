namespace TrafficRouting.Testing;

/// <summary>Expectations of a test. One that is not met throws, and the message shows what did happen.</summary>
public static class FakeTrafficRoutingAssertions
{
    /// <summary>Expects that a backend received requests, mirrors' copies not counted.</summary>
    /// <param name="fake">The fake.</param>
    /// <param name="backend">The backend's name.</param>
    /// <param name="times">How many, or null for at least one.</param>
    /// <exception cref="TrafficRoutingAssertionException">It did not.</exception>
    public static void ShouldHaveSent(this FakeTrafficRouting fake, string backend, int? times = null)
    {
        ArgumentNullException.ThrowIfNull(fake);
        KnownNames.ThrowIfUnknownBackend(fake, backend);
        Counted.ThrowUnless(
            fake.Backend(backend).Requests.GetSnapshot().Count(r => !r.IsMirror), times, $"sent to backend '{backend}'", Happened.Sent(fake));
    }

    /// <summary>Expects that a backend received no request, mirrors' copies not counted.</summary>
    /// <param name="fake">The fake.</param>
    /// <param name="backend">The backend's name.</param>
    /// <exception cref="TrafficRoutingAssertionException">It received one.</exception>
    public static void ShouldNotHaveSent(this FakeTrafficRouting fake, string backend) => fake.ShouldHaveSent(backend, times: 0);

    /// <summary>Expects that a backend received mirrors' copies. Await <see cref="FakeMirrors.WhenIdleAsync"/> before.</summary>
    /// <param name="fake">The fake.</param>
    /// <param name="backend">The backend's name.</param>
    /// <param name="times">How many, or null for at least one.</param>
    /// <exception cref="TrafficRoutingAssertionException">It did not.</exception>
    public static void ShouldHaveMirrored(this FakeTrafficRouting fake, string backend, int? times = null)
    {
        ArgumentNullException.ThrowIfNull(fake);
        KnownNames.ThrowIfUnknownBackend(fake, backend);
        Counted.ThrowUnless(
            fake.Backend(backend).Requests.GetSnapshot().Count(r => r.IsMirror), times, $"mirrored to backend '{backend}'", Happened.Mirrored(fake));
    }

    /// <summary>Expects that a backend received no mirror's copy. Await <see cref="FakeMirrors.WhenIdleAsync"/> before.</summary>
    /// <param name="fake">The fake.</param>
    /// <param name="backend">The backend's name.</param>
    /// <exception cref="TrafficRoutingAssertionException">It received one.</exception>
    public static void ShouldNotHaveMirrored(this FakeTrafficRouting fake, string backend) => fake.ShouldHaveMirrored(backend, times: 0);

    /// <summary>Expects that requests took a route, each counted once however often it was retried.</summary>
    /// <param name="fake">The fake.</param>
    /// <param name="route">The route, <c>service/route</c>.</param>
    /// <param name="times">How many, or null for at least one.</param>
    /// <exception cref="TrafficRoutingAssertionException">They did not.</exception>
    public static void ShouldHaveTaken(this FakeTrafficRouting fake, string route, int? times = null)
    {
        ArgumentNullException.ThrowIfNull(fake);
        var taken = KnownNames.Route(fake, route);
        Counted.ThrowUnless(FirstAttempts(fake, taken).Count(), times, $"routed by {taken}", Happened.Decided(fake));
    }

    /// <summary>
    /// Expects that the requests of a route, each counted once, went to its backends as its weights would have it by chance.
    /// A correct split fails at most once in 1 / <paramref name="falseAlarmRate"/> runs; see <see cref="RouteDistribution.ShouldExplain"/>.
    /// </summary>
    /// <param name="fake">The fake.</param>
    /// <param name="route">The route, <c>service/route</c>.</param>
    /// <param name="falseAlarmRate">The greatest chance of failing a correct split, above 0 and below 1.</param>
    /// <exception cref="TrafficRoutingAssertionException">They did not.</exception>
    public static void ShouldHaveSplitByWeights(this FakeTrafficRouting fake, string route, double falseAlarmRate = 1e-9)
    {
        ArgumentNullException.ThrowIfNull(fake);
        var taken = KnownNames.Route(fake, route);
        var counts = FirstAttempts(fake, taken)
            .Where(d => d.Backend is not null)
            .GroupBy(d => d.Backend!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.OrdinalIgnoreCase);
        RouteDistribution.Of(taken).ShouldExplain(counts, falseAlarmRate);
    }

    // By name, because a reload makes the same route anew.
    private static IEnumerable<FakeDecision> FirstAttempts(FakeTrafficRouting fake, Route route) =>
        fake.Decisions.GetSnapshot().Where(d => d.IsFirstAttempt && d.Decision.Route?.ToString() == route.ToString());
}
