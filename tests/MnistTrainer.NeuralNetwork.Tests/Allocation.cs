namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>Measures what code allocates on its thread.</summary>
internal static class Allocation
{
    /// <summary>
    /// The bytes that an action allocates, warmed up. A collection that another test brings about can count the unused rest of this thread's
    /// allocation context as allocated, so the least of several runs tells.
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
