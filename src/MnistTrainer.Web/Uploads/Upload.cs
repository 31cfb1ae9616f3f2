namespace MnistTrainer.Web;

/// <summary>What a request has sent, and the memory that it holds until it is disposed.</summary>
/// <param name="Image">The encoded image.</param>
/// <param name="Label">The label of a correction; empty if there is none.</param>
/// <param name="Width">The width of the image in pixels, by its header.</param>
/// <param name="Height">The height of the image in pixels, by its header.</param>
/// <param name="Memory">Gives the memory back.</param>
internal sealed record Upload(ReadOnlyMemory<byte> Image, string Label, int Width, int Height, IDisposable Memory) : IDisposable
{
    public void Dispose() => Memory.Dispose();
}
