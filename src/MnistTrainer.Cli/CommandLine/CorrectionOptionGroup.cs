using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Where a server stores corrected drawings: <c>--keep</c>, <c>--s3-endpoint</c>, <c>--keep-at-most</c>.</summary>
internal sealed class CorrectionOptionGroup : OptionGroup
{
    private const string BucketScheme = "s3://";
    private const int LargestMaximum = 1_000_000;

    private static readonly WebServerOptions Defaults = new();

    private readonly Option<string?> _keep;
    private readonly Option<Uri?> _endpoint;
    private readonly Option<int?> _maximum;

    public CorrectionOptionGroup()
    {
        _keep = AddText(
            "--keep",
            "WHERE",
            "Where to store drawings whose answers users correct, for mnist train --add: a folder, a bucket such as s3://digits/corrections, or none. Default: datasets/corrections"
        );
        _endpoint = Add(
            new Option<Uri?>("--s3-endpoint")
            {
                HelpName = "URL",
                Description =
                    "The address of an S3-compatible store other than Amazon's, such as https://s3.example:9000. Default: Amazon's, or the one in AWS_ENDPOINT_URL_S3",
                CustomParser = OptionParser.Endpoint,
            }
        );
        _maximum = AddWholeNumber(
            "--keep-at-most",
            $"Maximum number of stored drawings. Default: {Defaults.MaximumCorrections}",
            1,
            LargestMaximum
        );
    }

    /// <summary>Whether the place was named, and is not the default.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_keep) is not null;

    /// <summary>Sentences about options that do not go together.</summary>
    public IEnumerable<string> Check(ParseResult parsed) =>
        OptionRules.NeedMode(parsed, IsBucket(parsed), $"{_keep.Name} {BucketScheme}bucket", _endpoint);

    /// <summary>Returns server options with these.</summary>
    /// <exception cref="NeuralNetwork.InvalidInputException">The bucket or its endpoint is none.</exception>
    public WebServerOptions Apply(ParseResult parsed, WebServerOptions known)
    {
        string? keep = parsed.GetValue(_keep);
        bool isBucket = IsBucket(parsed);
        return known with
        {
            CorrectionBucket = isBucket ? CorrectionBucket.Parse(keep!, parsed.GetValue(_endpoint)) : null,
            CorrectionFolder =
                keep is null ? DataLocations.Current.CorrectionFolder
                : isBucket || keep == "none" ? null
                : Path.GetFullPath(keep),
            MaximumCorrections = parsed.GetValue(_maximum) ?? known.MaximumCorrections,
        };
    }

    private bool IsBucket(ParseResult parsed) =>
        parsed.GetValue(_keep)?.StartsWith(BucketScheme, StringComparison.OrdinalIgnoreCase) ?? false;
}
