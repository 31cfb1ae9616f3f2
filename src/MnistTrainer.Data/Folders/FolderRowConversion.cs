using System.IO.Hashing;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The conversion of a folder of images, read as <see cref="FolderLoader"/> reads it, some images at a time. The names of its files are in memory.</summary>
/// <param name="listing">The images.</param>
/// <param name="files">The files that the images are in; null for a file each. Default: null.</param>
internal sealed class FolderRowConversion(ImageListing listing, IReadOnlyList<DataFile>? files = null) : RowConversion(listing.Place)
{
    // Each is decoded by itself, so more at a time are not faster.
    private const int MostAtOnce = 1024;

    protected override IEnumerable<DataFile> Files => files ?? listing.Files;

    // The labels may stand in a table.
    protected override string Details
    {
        get
        {
            XxHash128 hash = new();
            foreach (string label in listing.Labels ?? [])
                hash.Append(Encoding.UTF8.GetBytes($"{label}\n"));
            return $"labels {Convert.ToHexStringLower(hash.GetCurrentHash())}";
        }
    }

    protected override void Write(string source, LoadOptions options, CancellationToken cancellation)
    {
        ImageListing labeled = listing.WithClasses();
        labeled.CheckLabels(options with { LabelsRequired = true });
        ImageReader first = new(Part(labeled, 0), options, cancellation);
        first.Read(out _);

        // One image of another size means that all are framed or resized.
        if (!first.AreResized && TryWrite(labeled, source, options, first.Shape, areResized: false, cancellation))
            return;
        ImageReader resized = new(Part(labeled, 0), options, cancellation) { IsResizing = true };
        resized.Read(out _);
        TryWrite(labeled, source, options, resized.Shape, areResized: true, cancellation);
    }

    /// <returns>False if an image has another size, so that all are to be resized.</returns>
    private bool TryWrite(
        ImageListing labeled,
        string source,
        LoadOptions options,
        Shape shape,
        bool areResized,
        CancellationToken cancellation
    )
    {
        string[] classes = labeled.Classes;
        Dictionary<string, int> indices = classes.Index().ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
        try
        {
            Write(
                shape,
                isTransposed: false,
                labeled.Files.Count,
                source,
                rows =>
                {
                    List<string> skipped = [];
                    int[] counts = new int[classes.Length];
                    for (int from = 0; from < labeled.Files.Count; from += ImagesAtOnce)
                    {
                        ImageReader reader = new(
                            Part(labeled, from),
                            options with
                            {
                                Progress = PartOf(options.Progress, from, labeled.Files.Count),
                            },
                            cancellation
                        )
                        {
                            IsResizing = areResized,
                        };
                        byte[] pixels = reader.Read(out ImageListing read);
                        if (reader.Shape != shape || reader.AreResized != areResized)
                            throw new OtherSizeException();
                        for (int i = 0; i < read.Files.Count; i++)
                        {
                            int label = indices[read.Labels![i]];
                            counts[label]++;
                            rows.Add(pixels.AsSpan(i * shape.Size, shape.Size), label);
                        }

                        skipped.AddRange(read.Notes.Except(labeled.Notes));
                    }

                    if (Array.FindIndex(counts, count => count == 0) is >= 0 and int empty)
                        throw Rejected("an image of every class that can be read", $"none of {classes[empty]}", "Remove its folder");
                    int[] same = [.. Enumerable.Range(0, classes.Length)];
                    rows.Finish(listing.Place, classes, same, [.. labeled.Notes, .. skipped], keepsPolarity: true);
                }
            );
            return true;
        }
        catch (OtherSizeException)
        {
            return false;
        }
    }

    private int ImagesAtOnce => Math.Clamp(BytesHeld >> 15, 1, MostAtOnce);

    private ImageListing Part(ImageListing listing, int from) =>
        listing.Subset([.. Enumerable.Range(from, Math.Min(ImagesAtOnce, listing.Files.Count - from))]);

    private Progress? PartOf(IProgress<double>? progress, int from, int count) =>
        progress is null ? null : new Progress(progress, (double)from / count, (double)ImagesAtOnce / count);

    private sealed class Progress(IProgress<double> whole, double from, double share) : IProgress<double>
    {
        public void Report(double value) => whole.Report(Math.Min(1, from + (value * share)));
    }

    private sealed class OtherSizeException : Exception;
}
