/* Opens GraphiQL on this server with the document and the variables that the address names, and
   keeps the address up to date, so that what is on the screen can be sent to somebody. */
(function () {
  "use strict";
  var asked = new URLSearchParams(window.location.search);
  var kept = { query: asked.get("query"), variables: asked.get("variables") };

  function ask(request, options) {
    var headers = Object.assign(
      { "content-type": "application/json", accept: "application/graphql-response+json, application/json" },
      (options && options.headers) || {}
    );
    return fetch("/graphql", { method: "POST", headers: headers, body: JSON.stringify(request) }).then(
      function (response) { return response.json(); }
    );
  }

  function keep(name) {
    return function (value) {
      kept[name] = value;
      var now = new URLSearchParams();
      if (kept.query) now.set("query", kept.query);
      if (kept.variables) now.set("variables", kept.variables);
      var text = now.toString();
      window.history.replaceState(null, "", text ? "?" + text : window.location.pathname);
    };
  }

  var welcome = "# Ask the registry. Ctrl-Space completes, Ctrl-Enter runs.\n" +
    "{\n  credentials(first: 5) {\n    totalCount\n    nodes { id name }\n  }\n}\n";
  ReactDOM.createRoot(document.getElementById("graphiql")).render(
    React.createElement(GraphiQL, {
      fetcher: ask,
      query: kept.query || undefined,
      variables: kept.variables || undefined,
      defaultQuery: welcome,
      onEditQuery: keep("query"),
      onEditVariables: keep("variables"),
      isHeadersEditorEnabled: false
    })
  );
})();
