using BenchmarkDotNet.Running;
using TrafficRouting.Benchmarks.Goals;

var (arguments, slack) = GoalRun.Parse(args);
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
return GoalRun.Report([.. summaries], slack);
