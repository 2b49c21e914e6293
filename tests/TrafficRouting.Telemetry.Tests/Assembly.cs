// Meters and activity sources belong to the process, so that tests side by side would hear one another.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
