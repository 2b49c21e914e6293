using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace TrafficRouting.Tests.Configuration;

/// <summary>Makes options without an error, which use every part of the configuration sooner or later.</summary>
internal sealed class RandomOptions
{
    private readonly Random _random;

    private RandomOptions(int seed) => _random = new(seed);

    public static Gen<TrafficRoutingOptions> Valid { get; } =
        Gen.Choose(0, int.MaxValue).Select(seed => new RandomOptions(seed).Options());

    private TrafficRoutingOptions Options()
    {
        var options = new TrafficRoutingOptions();
        for (var i = 0; i <= _random.Next(4); i++)
            options.Backends.Add($"b-{i}", Backend(i == 0 ? Kind.Sending : Any<Kind>()));
        for (var i = 0; i < _random.Next(3); i++)
            options.Services.Add($"s.{i}", Service(i, options));

        var mirroring = options.Mirroring;
        mirroring.QueueCapacity = _random.Next(1, 1_000_001);
        mirroring.QueueBytes = _random.NextInt64();
        mirroring.MaxBodyBytes = _random.Next();
        mirroring.Timeout = Time();
        mirroring.Dispatch = Any<MirrorDispatch>();
        mirroring.MarkerHeader = OrNull("x-shadow");
        mirroring.BreakAfter = _random.Next(1001);
        mirroring.DrainTimeout = Maybe() ? TimeSpan.Zero : Time();
        options.Host = Any<HostSource>();
        return options;
    }

    private BackendOptions Backend(Kind kind)
    {
        var backend = new BackendOptions
        {
            Selection = _random.Next(2) == 0 ? SelectionNames.Random : "roundrobin",
            Sticky = Maybe() ? Sticky() : null,
            Port = Any<PortSource>(),
            PreserveHost = Maybe(),
            Http2 = Maybe(),
            RequestHeaders = Edits(),
            Baggage = Baggage(),
            ResponseHeaders = Edits(),
            Rewrite = Rewrite(),
            AddressFrom = kind is Kind.Sharing ? "b-0" : null,
            DirectResponse = kind is Kind.Responding ? Response() : null,
            Redirect = kind is Kind.Redirecting ? Redirect() : null,
            Address = kind is Kind.Sending && Maybe() ? Address() : null,
        };
        for (var i = 0; kind is Kind.Sending && backend.Address is null && i <= _random.Next(3); i++)
            backend.Endpoints.Add($"e{i}", new() { Address = Address(), Weight = _random.Next(1, 100) });
        return backend;
    }

    private ServiceOptions Service(int index, TrafficRoutingOptions options)
    {
        var service = new ServiceOptions { Enabled = Maybe(), Unmatched = Any<UnmatchedBehavior>() };
        service.Hosts.Add($"host-{index}.example");
        service.Hosts.Add($"*.host-{index}.example.");
        for (var i = 0; i <= _random.Next(3); i++)
            service.Routes.Add($"r_{i}", Route(i, options));
        return service;
    }

    private RouteOptions Route(int order, TrafficRoutingOptions options)
    {
        var route = new RouteOptions
        {
            Enabled = Maybe(),
            Order = order - 1,
            Selection = _random.Next(2) == 0 ? SelectionNames.Random : "roundrobin",
            Sticky = Maybe() ? Sticky() : null,
            DecideOn = Maybe() ? DecisionScope.EveryAttempt : DecisionScope.InitialAttempt,
            RequestHeaders = Edits(),
            Baggage = Baggage(),
            ResponseHeaders = Edits(),
            Rewrite = Rewrite(),
            Timeout = Maybe() ? Time() : null,
            Fault = Maybe() ? new() { Delay = new() { Percentage = Percentage(), Duration = Time() }, Abort = new() { Percentage = Percentage(), Status = 503 } } : null,
        };
        route.TimeoutStatus = route.Timeout is null || Maybe() ? null : 504;
        for (var i = 0; i < _random.Next(3); i++)
            route.Matches.Add(Match(depth: 0));

        switch (_random.Next(5))
        {
            case 0:
                route.Redirect = Redirect();
                break;
            case 1:
                route.DirectResponse = Response();
                break;
            default:
                foreach (var name in options.Backends.Keys)
                    route.Weights.Add(name, _random.Next(1, 1000));
                foreach (var (name, _) in options.Backends.Where(pair => pair.Value is { DirectResponse: null, Redirect: null } && Maybe()))
                    route.Mirrors.Add(name, Mirror(options));
                break;
        }

        return route;
    }

    private MatchOptions Match(int depth)
    {
        var match = new MatchOptions
        {
            Path = Maybe() ? Path() : null,
            Method = Maybe() ? Condition() : null,
            Scheme = Maybe() ? Condition() : null,
            Host = Maybe() ? Condition() : null,
            Port = Maybe() ? _random.Next(1, 65536) : null,
        };
        Conditions(match.Headers);
        Conditions(match.Query);
        Conditions(match.Cookies);
        Conditions(match.Properties);
        Conditions(match.Baggage);
        foreach (var nested in new[] { match.AllOf, match.AnyOf, match.NoneOf })
        {
            for (var i = 0; depth < 2 && i < _random.Next(-4, 3); i++)
                nested.Add(Match(depth + 1));
        }

        return match;
    }

    private void Conditions(IDictionary<string, StringConditionOptions> conditions)
    {
        for (var i = 0; i < _random.Next(3); i++)
        {
            var condition = Condition();
            condition.Name = OrNull("x-other");
            conditions.Add($"x-{i}", condition);
        }
    }

    private StringConditionOptions Condition()
    {
        var condition = new StringConditionOptions { IgnoreCase = Maybe(), Not = Maybe() };
        switch (_random.Next(10))
        {
            case 0: condition.Prefix = Word(); break;
            case 1: condition.Suffix = Word(); break;
            case 2: condition.Contains = Word(); break;
            case 3: condition.Regex = "a+|[b-d]{2,3}"; break;
            case 4: condition.Present = Maybe(); break;
            case 5: condition.GreaterThan = _random.NextDouble() * 1e-9; break;
            case 6: condition.LessThan = -_random.Next(); break;
            case 7: condition.In.Add(Word()); condition.In.Add(Word()); break;
            case 8: condition.InNetwork.Add("10.0.0.0/8"); condition.InNetwork.Add("fd00::1"); break;
            default: condition.Exact = Word(); break;
        }

        return condition;
    }

    private PathConditionOptions Path()
    {
        var path = new PathConditionOptions { Not = Maybe(), IgnoreCase = Maybe() };
        if (Maybe())
            path.PathPrefix = "/v2/";
        else if (Maybe())
            path.Exact = "/a%20b";
        else
            path.Prefix = Maybe() ? "" : "/v";
        return path;
    }

    private MirrorOptions Mirror(TrafficRoutingOptions options)
    {
        var mirror = new MirrorOptions
        {
            Enabled = Maybe(),
            Percentage = Percentage(),
            RequestHeaders = Edits(),
            HostSuffix = OrNull("-shadow"),
            ForwardCredentials = Maybe(),
            ApplyBackendHeaders = Maybe(),
            Compare = Maybe() ? new() { Enabled = Maybe(), Headers = { "etag" }, IgnoreStatuses = { 429, 503 }, IgnorePaths = { "/health" } } : null,
        };
        if (Maybe())
            mirror.Methods.Add("*");
        foreach (var name in options.Backends.Keys.Where(_ => _random.Next(4) == 0))
            mirror.Backends.Add(name);
        return mirror;
    }

    private RewriteOptions? Rewrite() => _random.Next(5) switch
    {
        0 => new() { Path = "/x", Host = "a.example:8080" },
        1 => new() { PathPrefix = "" },
        2 => new() { Regex = "/(v[0-9])", Replacement = @"/\1/x" },
        3 => new(),
        _ => null,
    };

    private RedirectOptions Redirect() =>
        Maybe()
            ? new() { Scheme = "https", PortFrom = Any<RedirectPortSource>() }
            : new() { Status = 308, Scheme = OrNull("https"), Host = OrNull("a.example"), Port = 8443, PathPrefix = OrNull("/v2") };

    private HeaderEditOptions? Edits()
    {
        if (Maybe())
            return null;

        var edits = new HeaderEditOptions();
        for (var i = 0; i < _random.Next(3); i++)
        {
            edits.Set.Add($"x-set-{i}", Word());
            edits.Add.Add($"x-add-{i}", "");
            edits.Remove.Add($"x-remove-{i}");
        }

        return edits;
    }

    private BaggageEditOptions? Baggage() => Maybe() ? null : new()
    {
        Set = { ["version"] = "{backend} of {route}", ["x-item"] = " a, b ö " },
        Remove = { Maybe() ? "*" : "x-gone" },
    };

    private StickyOptions Sticky() => _random.Next(5) switch
    {
        0 => new() { Header = "x-user", Salt = OrNull("Any Salt"), Fallback = Maybe() ? new() { Cookie = "user" } : null },
        1 => new() { Cookie = "user" },
        2 => new() { Query = "user" },
        3 => new() { Baggage = "user" },
        _ => new() { Property = "user id" },
    };

    private DirectResponseOptions Response() =>
        new() { Status = _random.Next(400, 600), Body = OrNull("{ \"a\": 1 }\n"), ContentType = OrNull("application/json; charset=utf-8") };

    private string Address() => _random.Next(3) switch
    {
        0 => "http://10.0.0.1:8080",
        1 => "https://a.example/base/",
        _ => "https+http://catalog",
    };

    private double Percentage() => _random.Next(3) switch
    {
        0 => 100,
        1 => 0,
        _ => _random.NextDouble() * 100,
    };

    private TimeSpan Time() => TimeSpan.FromTicks(_random.NextInt64(1, TimeSpan.TicksPerDay * 40));

    private string Word() => _random.Next(5) switch
    {
        0 => " a, b ",
        1 => "True",
        2 => _random.Next().ToString(CultureInfo.InvariantCulture),
        _ => "jason",
    };

    private T Any<T>()
        where T : struct, Enum => Enum.GetValues<T>()[_random.Next(Enum.GetValues<T>().Length)];

    private string? OrNull(string text) => Maybe() ? text : null;

    private bool Maybe() => _random.Next(2) == 0;

    private enum Kind
    {
        Sending,
        Sharing,
        Responding,
        Redirecting,
    }
}
