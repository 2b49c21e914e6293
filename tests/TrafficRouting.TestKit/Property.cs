using FsCheck;
using FsCheck.Fluent;

namespace TrafficRouting.TestKit;

/// <summary>Runs an FsCheck property inside a fact, with a fixed seed so that a failure can be run again.</summary>
public static class Property
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithReplay(20_261_121UL, 1UL);

    public static void Holds<T>(Gen<T> gen, Func<T, bool> law, int cases = 200) =>
        Check.One(Seeded.WithMaxTest(cases), Prop.ForAll(gen.ToArbitrary(), law));

    public static void Holds<T>(Gen<T> gen, Action<T> law, int cases = 200) =>
        Check.One(Seeded.WithMaxTest(cases), Prop.ForAll(gen.ToArbitrary(), law));
}
