namespace TrafficRouting.Manifests.Tests.Writing;

/// <summary>Makes options with anything an importer may set, valid or not.</summary>
internal sealed class RandomOptions(int seed)
{
    private readonly Random _random = new(seed);

    public TrafficRoutingOptions Make()
    {
        var options = new TrafficRoutingOptions();
        options.Backends["a"] = Backend();
        options.Backends["b"] = Backend();
        for (var i = 0; i < 2; i++)
            options.Services[$"s{i}"] = Service();
        return options;
    }

    private BackendOptions Backend()
    {
        var backend = new BackendOptions
        {
            Address = Maybe("http://a"),
            AddressFrom = Maybe("b"),
            Rewrite = Rewrite(),
            PreserveHost = Flip(),
            Port = Flip() ? PortSource.Request : PortSource.Address,
            Selection = Flip() ? SelectionKind.Random : SelectionKind.RoundRobin,
            RequestHeaders = Edits(),
            ResponseHeaders = Edits(),
            Sticky = Flip() ? new() { Cookie = "c" } : null,
            DirectResponse = Flip() ? new() { Status = 500, Body = Maybe("b") } : null,
            Redirect = Redirect(),
        };
        if (Flip())
            backend.Endpoints["e"] = new() { Address = "http://e", Weight = _random.Next(9) };
        return backend;
    }

    private ServiceOptions Service()
    {
        var service = new ServiceOptions { Hosts = { "x", "*.y" }, Unmatched = Flip() ? UnmatchedBehavior.NotFound : UnmatchedBehavior.PassThrough };
        for (var i = 0; i < 2; i++)
            service.Routes[$"r{i}"] = Route(i);
        return service;
    }

    private RouteOptions Route(int order)
    {
        var route = new RouteOptions
        {
            Order = order,
            Selection = Flip() ? SelectionKind.RoundRobin : SelectionKind.Random,
            DecideOn = Flip() ? DecisionScope.EveryAttempt : DecisionScope.InitialAttempt,
            Sticky = Flip() ? new() { Header = "x", Salt = Maybe("s") } : null,
            RequestHeaders = Edits(),
            Rewrite = Rewrite(),
            Redirect = Redirect(),
            DirectResponse = Flip() ? new() { Status = 418 } : null,
            Timeout = Flip() ? TimeSpan.FromMilliseconds(_random.Next(1, 100_000)) : null,
            TimeoutStatus = Flip() ? 504 : null,
            Fault = Flip() ? new() { Abort = new() { Percentage = _random.NextDouble() * 100, Status = 500 }, Delay = Flip() ? new() { Duration = TimeSpan.FromSeconds(1) } : null } : null,
        };
        for (var i = 0; i < _random.Next(3); i++)
            route.Matches.Add(Match(depth: 0));
        route.Weights["a"] = _random.Next(100);
        route.Mirrors["b"] = new() { Percentage = _random.NextDouble(), Methods = { "*" }, HostSuffix = Maybe("-shadow"), ForwardCredentials = Flip(), ApplyBackendHeaders = Flip(), RequestHeaders = Edits() };
        if (Flip())
            route.Mirrors["b"].Backends.Add("a");
        return route;
    }

    private RewriteOptions? Rewrite() => Flip() ? new() { PathPrefix = "/", Host = Maybe("h"), Regex = Maybe("a"), Replacement = Maybe("") } : null;

    private RedirectOptions? Redirect() => Flip() ? new() { Status = 301, Port = 8443, KeepPort = Flip() ? Flip() : null, Scheme = Maybe("https"), Path = Maybe("/p") } : null;

    private MatchOptions Match(int depth)
    {
        var match = new MatchOptions { Port = Flip() ? 80 : null, Source = Maybe("f:1") };
        if (Flip())
            match.Path = new() { PathPrefix = Maybe("/a"), Prefix = "/b", IgnoreCase = Flip() };
        if (Flip())
            match.Method = Condition();
        if (Flip())
            match.Scheme = Condition();
        if (Flip())
            match.Host = Condition();
        foreach (var name in new[] { "k", "K", "a:b", "", "z" }.Where(_ => Flip()))
            match.Query[name] = Condition();
        if (Flip())
            match.Headers["x-0"] = Condition();
        if (Flip())
            match.Headers["other"] = new() { Name = "x-0", Present = Flip(), Not = Flip() };
        if (Flip())
            match.Cookies["c"] = Condition();
        if (depth < 2 && Flip())
            match.AllOf.Add(Match(depth + 1));
        if (depth < 2 && Flip())
            match.NoneOf.Add(Match(depth + 1));
        if (depth < 2 && Flip())
            match.AnyOf.Add(Match(depth + 1));
        return match;
    }

    private StringConditionOptions Condition()
    {
        var condition = new StringConditionOptions { Exact = "", Regex = Maybe("a+"), Suffix = Maybe("s"), Contains = Maybe("c"), Not = Flip(), GreaterThan = Flip() ? _random.NextDouble() : null };
        if (Flip())
            condition.In.Add("one");
        if (Flip())
            condition.InNetwork.Add("10.0.0.0/8");
        return condition;
    }

    private HeaderEditOptions? Edits() =>
        Flip() ? new() { Set = { ["x-1"] = "" }, Add = { ["x-2"] = "v" }, Remove = { "x-3", "x-4" } } : null;

    private string? Maybe(string text) => Flip() ? text : null;

    private bool Flip() => _random.Next(2) == 0;
}
