using System.Text;
using Microsoft.AspNetCore.Http;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web;

namespace MnistTrainer.Benchmarks.Fuzzing;

/// <summary>The server's reader of bodies.</summary>
internal static class BodyTarget
{
    // A GIF of one pixel, which fits into one piece of a body, and bytes that take several pieces.
    private const string Gif = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs=";
    private static readonly string Long = $"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs{new string('A', 5001)}";

    /// <summary>Reads an image and a label in JSON.</summary>
    public static FuzzTarget Json { get; } = new("json body", [.. Bodies.Select(Encoding.UTF8.GetBytes)], Read);

    private static string[] Bodies =>
        [
            $"{{\"image\": \"{Gif}\"}}",
            $"{{\"image\": \"{Gif}\", \"label\": \"\\uAC00 7\", \"other\": [1, {{\"a\": null}}, true]}}",
            $"{{\"label\": \"7\", \"image\": \"{Gif.Replace("/", "\\/", StringComparison.Ordinal)}\"}}",
            $"{{\"image\": \"{Long}\", \"label\": \"seven\"}}",
        ];

    private static void Read(byte[] bytes)
    {
        using MemoryStream body = new(bytes);
        DefaultHttpContext context = new();
        context.Request.Body = body;
        WebServerOptions options = new();
        using IdleMemory idle = new();
        using UploadBudget budget = new(options, idle);
        try
        {
            new ImageUpload(options, budget).ReadJsonAsync(context.Request, CancellationToken.None).GetAwaiter().GetResult().Dispose();
        }
        catch (InvalidRequestException e)
        {
            throw new InvalidInputException(e.Message, e);
        }
    }
}
