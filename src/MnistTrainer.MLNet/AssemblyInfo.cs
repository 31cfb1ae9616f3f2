using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.MLNet;

// What ML.NET's own assemblies share with each other; see the project file.
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Core")]
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Data")]
[assembly: IgnoresAccessChecksTo("Microsoft.ML.DataView")]

// A model file names its loader and the assembly to look for it in. Transformers were data views once, and still are in some of ML.NET's tools.
[assembly: LoadableClass(
    typeof(NeuralNetworkTransformer),
    typeof(ModelStream),
    null,
    typeof(SignatureLoadModel),
    ModelStream.LoaderName,
    ModelStream.LoaderName
)]
[assembly: LoadableClass(
    typeof(IDataTransform),
    typeof(ModelStream),
    null,
    typeof(SignatureLoadDataTransform),
    ModelStream.LoaderName,
    ModelStream.LoaderName
)]
[assembly: LoadableClass(
    typeof(NetworkPredictor),
    null,
    typeof(SignatureLoadModel),
    NetworkPredictor.LoaderName,
    NetworkPredictor.LoaderName
)]
