using TrafficRouting.Cli;

return TrafficTool.Run(args, new(Console.OpenStandardInput, Console.Out, Console.Error) { IsWatched = !Console.IsOutputRedirected });
