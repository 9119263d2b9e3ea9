using Xunit.Sdk;
using Xunit.v3;

// Torch draws from one generator per process, which tests seed: side by side they would disturb each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
