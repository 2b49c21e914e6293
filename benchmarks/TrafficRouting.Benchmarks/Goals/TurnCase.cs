using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;

namespace TrafficRouting.Benchmarks.Goals;

/// <summary>One benchmark at one set of parameters, called slice by slice.</summary>
internal sealed class TurnCase : IMeasuredCase
{
    private const int Unrolled = 8;
    private static readonly TimeSpan Slice = TimeSpan.FromMicroseconds(250);
    private static readonly TimeSpan Warmth = TimeSpan.FromMilliseconds(50);

    private readonly Action<long> _calls;
    private readonly Action<long> _nothing;
    private readonly int _perCall;
    private readonly List<double> _times = [];
    private long _count = 1;
    private double _fastest = double.MaxValue;
    private double _call = double.MaxValue;
    private long _bytes = long.MaxValue;

    public TurnCase(MethodInfo method, object instance, string parameters)
    {
        Method = method.Name;
        Parameters = parameters;
        _perCall = method.GetCustomAttribute<BenchmarkAttribute>()!.OperationsPerInvoke;
        var result = method.ReturnType == typeof(void) ? typeof(object) : method.ReturnType;
        var loop = typeof(TurnCase).GetMethod(nameof(Loop), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(result);
        var call = method.ReturnType == typeof(void)
            ? Returning(method.CreateDelegate<Action>(instance))
            : method.CreateDelegate(typeof(Func<>).MakeGenericType(result), instance);
        var none = typeof(TurnCase).GetMethod(nameof(Nothing), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(result);
        _calls = (Action<long>)loop.Invoke(null, [call])!;
        _nothing = (Action<long>)loop.Invoke(null, [none.Invoke(null, null)])!;
    }

    public string Method { get; }

    public string Parameters { get; }

    // What calling costs by itself is the same for all and belongs to none.
    public double Nanoseconds => Math.Max(0.01, _fastest - _call) / _perCall;

    public long Bytes => _bytes / _perCall;

    /// <summary>The median over the rounds, in each of which both met the same machine.</summary>
    public double TypicalRatio(IMeasuredCase per)
    {
        var ratios = _times.Zip(((TurnCase)per)._times, (one, other) => (one - _call) / _perCall / ((other - ((TurnCase)per)._call) / ((TurnCase)per)._perCall));
        return ratios.Order().ElementAt(_times.Count / 2);
    }

    /// <summary>Calls often enough for the next tier of compilation, and finds how many calls fill a slice.</summary>
    public void WarmUp()
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Warmth;)
        {
            var before = Stopwatch.GetTimestamp();
            _calls(_count);
            _nothing(_count);
            if (Stopwatch.GetElapsedTime(before) < Slice)
                _count *= 2;
        }
    }

    public void Go()
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var time = Time(_calls);
        _times.Add(time);
        _fastest = Math.Min(_fastest, time);
        _bytes = Math.Min(_bytes, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (_count * Unrolled));
        _call = Math.Min(_call, Time(_nothing));
    }

    private double Time(Action<long> calls)
    {
        var started = Stopwatch.GetTimestamp();
        calls(_count);
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / (_count * Unrolled);
    }

    private static Func<object?> Returning(Action action) => () =>
    {
        action();
        return null;
    };

    private static Func<T?> Nothing<T>() => new Idle<T>().Get;

    // Optimized at once and never by profile, which would inline the benchmarks that have a result type to themselves.
    private static Action<long> Loop<T>(Func<T> call) => [MethodImpl(MethodImplOptions.AggressiveOptimization)] (count) =>
    {
        for (var i = 0L; i < count; i++)
        {
            call();
            call();
            call();
            call();
            call();
            call();
            call();
            call();
        }
    };

    private sealed class Idle<T>
    {
        public T? Get() => default;
    }
}
