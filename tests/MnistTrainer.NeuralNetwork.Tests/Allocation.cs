namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Measures the memory that code allocates on its thread.</summary>
internal static class Allocation
{
    /// <summary>
    /// The bytes that an action allocates after a warm-up: the minimum of 20 runs, because a garbage collection triggered by another test
    /// can count the unused rest of this thread's allocation context as allocated.
    /// </summary>
    public static long Of(Action action)
    {
        action();
        return Enumerable
            .Range(0, 20)
            .Min(_ =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                action();
                return GC.GetAllocatedBytesForCurrentThread() - before;
            });
    }
}
