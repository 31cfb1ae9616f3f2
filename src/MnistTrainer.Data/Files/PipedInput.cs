using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads what comes through a pipe into memory, since files of data are read several times.</summary>
internal static class PipedInput
{
    /// <summary>The maximum number of bytes: 1 GiB.</summary>
    public const int MaximumBytes = 1 << 30;

    /// <summary>Waits for what may wait for another program, until it is canceled; the waiting itself continues behind.</summary>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static T Await<T>(Func<T> open, CancellationToken cancellation)
    {
        Task<T> opening = Task.Factory.StartNew(open, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return opening.WaitAsync(cancellation).GetAwaiter().GetResult();
    }

    /// <param name="stream">The pipe.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="maximum">The maximum number of bytes. Default: <see cref="MaximumBytes"/>.</param>
    /// <param name="origin">Where they come from, for messages.</param>
    /// <exception cref="InvalidInputException">There are more bytes.</exception>
    public static byte[] ReadAll(Stream stream, string name, int maximum = MaximumBytes, string origin = "through a pipe")
    {
        using MemoryStream bytes = new();
        byte[] block = new byte[1 << 17];
        for (int read; (read = stream.Read(block)) > 0; )
        {
            if (bytes.Length + read > maximum)
            {
                throw new InvalidInputException(
                    name,
                    $"at most {maximum} bytes {origin}",
                    "more",
                    "Save them as a file, which is read without holding it in memory"
                );
            }

            bytes.Write(block, 0, read);
        }

        return bytes.ToArray();
    }
}
