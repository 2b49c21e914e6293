using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace TrafficRouting.Benchmarks.Goals;

/// <summary>The benchmarks of one class that goals ask for, at the parameters they ask for, measured in turns.</summary>
internal sealed class BenchmarkTurns : IDisposable
{
    private const int Rounds = 300;
    private const int Tiers = 3;
    private static readonly TimeSpan TierDelay = TimeSpan.FromMilliseconds(250);

    private readonly List<object> _instances = [];
    private readonly List<TurnCase> _cases = [];

    public BenchmarkTurns(Type type, IReadOnlyList<GoalAttribute> goals)
    {
        foreach (var parameters in Parameters(type))
        {
            var name = string.Join(", ", parameters.Select(p => $"{p.Property.Name}={p.Value}"));
            foreach (var method in goals.SelectMany(goal => Methods(goal, name)).Distinct(StringComparer.Ordinal))
                _cases.Add(new(type.GetMethod(method)!, Instance(type, method, parameters), name));
        }

        for (var tier = 0; tier < Tiers; tier++)
        {
            foreach (var turn in _cases)
                turn.WarmUp();
            // The runtime compiles anew only once no new methods have appeared for a tenth of a second.
            Thread.Sleep(TierDelay);
        }
    }

    public IReadOnlyList<TurnCase> Cases => _cases;

    public void Go()
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var turn in _cases)
                turn.Go();
        }
    }

    public void Dispose()
    {
        foreach (var instance in _instances)
        {
            foreach (var cleanup in instance.GetType().GetMethods().Where(m => m.IsDefined(typeof(GlobalCleanupAttribute))))
                cleanup.Invoke(instance, null);
        }
    }

    private static IEnumerable<string> Methods(GoalAttribute goal, string parameters)
    {
        if ((goal.Where ?? parameters) == parameters)
            yield return goal.Of;
        if (goal.Per is not null && (goal.PerWhere ?? goal.Where ?? parameters) == parameters)
            yield return goal.Per;
    }

    // Every combination, in the order and the words of BenchmarkDotNet.
    private static IEnumerable<(PropertyInfo Property, object Value)[]> Parameters(Type type) =>
        type.GetProperties()
            .Where(property => property.IsDefined(typeof(ParamsAttribute)))
            .Aggregate(
                (IEnumerable<(PropertyInfo Property, object Value)[]>)[[]],
                (all, property) => all.SelectMany(
                    _ => property.GetCustomAttribute<ParamsAttribute>()!.Values,
                    (some, value) => ((PropertyInfo Property, object Value)[])[.. some, (property, value!)]));

    private object Instance(Type type, string method, (PropertyInfo Property, object Value)[] parameters)
    {
        var setups = type.GetMethods().Where(m => m.GetCustomAttribute<GlobalSetupAttribute>() is { Targets: var targets } && (targets.Length == 0 || targets.Contains(method)));
        var instance = Activator.CreateInstance(type)!;
        _instances.Add(instance);
        foreach (var (property, value) in parameters)
            property.SetValue(instance, value);
        foreach (var setup in setups)
            setup.Invoke(instance, null);
        return instance;
    }
}
