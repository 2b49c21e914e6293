// Meters and activity sources belong to the process, so that tests side by side would hear one another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
