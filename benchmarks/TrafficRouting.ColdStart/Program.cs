using TrafficRouting.ColdStart;

// One call, and the end; without a name, the names there are.
if (args is [var name])
    return await ColdPrograms.RunAsync(name);
foreach (var known in ColdPrograms.Names)
    Console.WriteLine(known);
return 0;
