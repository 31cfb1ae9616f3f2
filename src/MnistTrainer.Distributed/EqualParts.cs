namespace MnistTrainer.Distributed;

/// <summary>The parts of ranks that are gathered.</summary>
internal static class EqualParts
{
    /// <summary>Ensures that parts are equal.</summary>
    /// <param name="length">Their length together, in bytes.</param>
    /// <param name="ranks">The number of ranks.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static void Check(int length, int ranks)
    {
        if (length % ranks != 0)
            throw new ArgumentException($"{length} bytes are not {ranks} parts of equal length, one for each rank.");
    }
}
