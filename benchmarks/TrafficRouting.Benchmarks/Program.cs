using BenchmarkDotNet.Running;
using TrafficRouting.Benchmarks;
using TrafficRouting.Benchmarks.Goals;

if (await MeasuringPrograms.RunAsync(args) is { } exitCode)
    return exitCode;

var (arguments, slack) = GoalRun.Parse(args);
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
return GoalRun.Report([.. summaries], slack);
