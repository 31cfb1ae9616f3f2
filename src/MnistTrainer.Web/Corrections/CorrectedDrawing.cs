namespace MnistTrainer.Web;

/// <summary>A drawing with its correct class, as it is stored.</summary>
/// <param name="Id">Its identifier: 32 hexadecimal digits of the hash of its image, the same for the same drawing on every server.</param>
/// <param name="Folder">The name of the folder of its class.</param>
/// <param name="File">The drawing as a PNG file.</param>
internal sealed record CorrectedDrawing(string Id, string Folder, byte[] File);
