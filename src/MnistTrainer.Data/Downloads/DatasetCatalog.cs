using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// The data sets that can be downloaded by name. Lengths and checksums are those that torchvision, TensorFlow Datasets and Keras verify,
/// for EMNIST those of the members of NIST's archive, and for pendigits and optdigits those of the original strokes and bitmaps,
/// decompressed, whose counts and classes are as UCI publishes them.
/// </summary>
public static class DatasetCatalog
{
    private const string TrainImages = "train-images-idx3-ubyte.gz",
        TrainLabels = "train-labels-idx1-ubyte.gz";
    private const string TestImages = "t10k-images-idx3-ubyte.gz",
        TestLabels = "t10k-labels-idx1-ubyte.gz";
    private const string GitHub = "https://raw.githubusercontent.com/";

    /// <summary>All data sets, the best known first.</summary>
    public static IReadOnlyList<DownloadableDataset> All { get; } =
    [
        new(
            "mnist",
            "handwritten digits, 60,000 to train and 10,000 to test, 28x28",
            "Yann LeCun, Corinna Cortes and Christopher J. C. Burges, from NIST's Special Databases 1 and 3",
            "CC BY-SA 3.0",
            new("http://yann.lecun.com/exdb/mnist/"),
            Files(
                ["https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"],
                (TrainImages, 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                (TrainLabels, 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                (TestImages, 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                (TestLabels, 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")
            )
        ),
        new(
            "fashion-mnist",
            "clothes in ten classes, 60,000 to train and 10,000 to test, 28x28",
            "Han Xiao, Kashif Rasul and Roland Vollgraf, (c) 2017 Zalando SE",
            "MIT",
            new("https://github.com/zalandoresearch/fashion-mnist"),
            Files(
                [
                    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
                    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
                ],
                (TrainImages, 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                (TrainLabels, 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                (TestImages, 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                (TestLabels, 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")
            )
        ),
        new(
            "kmnist",
            "cursive Japanese letters in ten classes, 60,000 to train and 10,000 to test, 28x28",
            "KMNIST Dataset (created by CODH), adapted from Kuzushiji Dataset (created by NIJL and others), doi:10.20676/00000341",
            "CC BY-SA 4.0",
            new("https://github.com/rois-codh/kmnist"),
            Files(
                [
                    "http://codh.rois.ac.jp/kmnist/dataset/kmnist/",
                    "https://huggingface.co/datasets/tanganke/kmnist/resolve/756d43e894032ce8838db8b32e7500c9c3b5d050/raw/",
                ],
                (TrainImages, 18_165_135, "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
                (TrainLabels, 29_497, "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
                (TestImages, 3_041_136, "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
                (TestLabels, 5_120, "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c")
            )
        ),
        new(
            "emnist-digits",
            "handwritten digits, 240,000 to train and 40,000 to test, 28x28, stored transposed",
            "Gregory Cohen, Saeed Afshar, Jonathan Tapson and Andre van Schaik, from NIST's Special Database 19",
            "none stated by NIST; cite arXiv:1702.05373",
            new("https://www.nist.gov/itl/products-and-services/emnist-dataset"),
            // A copy of the archive's members: 70 MB instead of 562 MB.
            Files(
                ["https://media.githubusercontent.com/media/aurelienduarte/emnist/master/gzip/"],
                ("emnist-digits-" + TrainImages, 59_515_779, "f7c95004d14d81af89522e67d8f0c781dfb3bd544181c81bfe1eb6b41c35b726"),
                ("emnist-digits-" + TrainLabels, 113_859, "6638a6ff5fe2eefd9cca2471995b46c82986b8e4b2a70d2f5ce8e05d7edb319e"),
                ("emnist-digits-test-images-idx3-ubyte.gz", 9_908_519, "20ebe43509264f7639d37c835a3f0b009e90b29e00a099a03101abe1644a3f63"),
                ("emnist-digits-test-labels-idx1-ubyte.gz", 19_960, "bad1834c45d5988e270b99d43b13edc3fd898f658ffbc2caf2846ef27f7b05b0")
            ),
            new(
                new(
                    "emnist-gzip.zip",
                    561_753_746,
                    "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e",
                    [new("https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip")]
                ),
                "gzip"
            )
        ),
        new(
            "pendigits",
            "strokes of handwritten digits from Turkey, 7,494 to train and 3,498 by other writers to test, drawn as 28x28",
            "E. Alpaydin and Fevzi Alimoglu (1998), UCI Machine Learning Repository, doi:10.24432/C5MG6K",
            "CC BY 4.0",
            new("https://archive.ics.uci.edu/dataset/81/pen+based+recognition+of+handwritten+digits"),
            Files(
                [GitHub + "kleinplw/HMM-Pendigits/e5968f79af502c414b88cdf90e4e8fec0e2be3a1/data/"],
                ("pendigits-orig.tra", 3_641_673, "a66225d68d7d68591e62944df1ad33b3f5aa608e2df2505844b41f5568a80da4"),
                ("pendigits-orig.tes", 1_661_044, "ddb1c19e277a56c7ffe682cc024d6ab73696f9adcc1643ef9ed5aa753007e081")
            ),
            new(
                new(
                    "pendigits.zip",
                    1_668_118,
                    "1e02bea023613c2b11c9492f6f34caf975420455934f3527d270cee9a1f03b64",
                    [new("https://archive.ics.uci.edu/static/public/81/pen+based+recognition+of+handwritten+digits.zip")]
                ),
                ""
            )
        ),
        new(
            "semeion",
            "handwritten digits from Italy, 1,593, bitmaps of 16x16, framed as 28x28",
            "Semeion Research Center of Sciences of Communication, Rome, and Tattile, Mairano (Brescia); UCI Machine Learning Repository",
            "CC BY 4.0",
            new("https://archive.ics.uci.edu/dataset/178/semeion+handwritten+digit"),
            Files(
                ["https://archive.ics.uci.edu/ml/machine-learning-databases/semeion/"],
                ("semeion.data", 2_889_702, "f43228ae3da5ea6a3c95069d53450b86166770e3b719dcc333182128fe08d4b1")
            )
        ),
        new(
            "optdigits",
            "handwritten digits from Turkey, 2,880 to train and 1,797 by other writers to test, bitmaps of 32x32, framed as 28x28",
            "E. Alpaydin and C. Kaynak (1998), UCI Machine Learning Repository, doi:10.24432/C50P49",
            "CC BY 4.0",
            new("https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits"),
            // UCI's own copies are compressed by compress, and their lengths are not published.
            [
                new(
                    "optdigits-orig.tra",
                    2_048_417,
                    "a4eff709680076cae40420343de292b5960fc2b0da439b8a57c3d14124113bda",
                    [new(GitHub + "zikunrain/csmath/69aca44a1ab8ecfdc66310c437559e7c02fdee48/optdigits-orig.tra")]
                ),
                new(
                    "optdigits-orig.cv",
                    1_001_818,
                    "29b0ea16767a56815aa39b608520aa18d4acc087b9db85847f4c79addb7d09d3",
                    [
                        new(
                            GitHub
                                + "vladimirbelinski/Character_Recognition_Using_Neural_Networks-T3_IA/792e4266ca730e3ab9b016b5ec41b814d14e373f/optdigits-orig.tes"
                        ),
                    ]
                ),
                new(
                    "optdigits-orig.windep",
                    1_903_353,
                    "c09ab8735d588fdf980724f10a5072c0b757037dc80b448b2f6a10392751c9d6",
                    [
                        new(
                            GitHub
                                + "sukeshsangam/pattern-recognition-neural-networks/3b06ae726302dfcf384c1eec5ac6f2b71ae7ff53/optdigits-orig.windep"
                        ),
                    ]
                ),
            ]
        ),
    ];

    /// <summary>Returns the data set of this name, ignoring case.</summary>
    /// <exception cref="InvalidInputException">There is no such data set; the message lists the available ones.</exception>
    public static DownloadableDataset Find(string name) =>
        All.FirstOrDefault(dataset => dataset.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidInputException(
            "Data set to download",
            $"one of {string.Join(", ", All.Select(dataset => dataset.Name))}",
            $"\"{name}\"",
            "Specify one of these names"
        );

    private static DownloadableFile[] Files(string[] mirrors, params (string Name, long Length, string Sha256)[] files) =>
        [
            .. files.Select(file => new DownloadableFile(
                file.Name,
                file.Length,
                file.Sha256,
                [.. mirrors.Select(mirror => new Uri(mirror + file.Name))]
            )),
        ];
}
