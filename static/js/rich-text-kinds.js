// What the texts of the editor are made of, as the portal keeps them: tables with captions and heads that say what they
// stand for, lists of terms, our pictures. static/js/rich-text.js fetches it beside the editor's package.

function figureOf(kit) {
  return kit.Node.create({
    name: "figure",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => ({ src: {}, alt: {}, width: {}, height: {}, caption: { default: "" } }),
    parseHTML: () => [{
      tag: "figure",
      getAttrs(figure) {
        const image = figure.querySelector('img[src^="/pictures/"][alt]');
        if (!image) return false;
        const [src, alt, width, height] = ["src", "alt", "width", "height"].map((name) => image.getAttribute(name));
        return { src, alt, width, height, caption: figure.querySelector("figcaption")?.textContent.trim() ?? "" };
      },
    }],
    renderHTML({ node }) {
      const { caption, ...image } = node.attrs;
      return ["figure", {}, ["img", image], ...(caption ? [["figcaption", {}, caption]] : [])];
    },
  });
}

// The package's own tables know neither captions nor what a head stands for, and hold the Tab key for ever.
function tablesOf(kit) {
  const Table = kit.Table.extend({
    addAttributes: () => ({ caption: { default: "", renderHTML: () => ({}), parseHTML: (table) => table.caption?.textContent.trim() ?? "" } }),
    parseHTML: () => [{
      tag: "table",
      contentElement(table) {
        const rows = table.cloneNode(true);
        rows.caption?.remove();
        return rows;
      },
    }],
    renderHTML({ node }) {
      const { caption } = node.attrs;
      return ["table", {}, ...(caption ? [["caption", {}, caption]] : []), ["tbody", 0]];
    },
    addNodeView: () => null,
    addKeyboardShortcuts() {
      return {
        Tab: () => this.editor.commands.goToNextCell(),
        "Shift-Tab": () => this.editor.commands.goToPreviousCell(),
      };
    },
  });
  const plain = (cell) => cell.extend({ addAttributes: () => ({ colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null, rendered: false } }) });
  const TableHeader = plain(kit.TableHeader).extend({
    addAttributes() {
      return { ...this.parent?.(), scope: { default: null } };
    },
  });
  return [Table.configure({ resizable: false }), kit.TableRow, TableHeader, plain(kit.TableCell)];
}

function descriptionsOf(kit) {
  const made = (name, tag, more) => kit.Node.create({ name, parseHTML: () => [{ tag }], renderHTML: () => [tag, {}, 0], ...more });
  return [
    made("descriptions", "dl", { group: "block", content: "(term | description)+" }),
    made("term", "dt", { content: "inline*" }),
    made("description", "dd", { content: "block+" }),
  ];
}

export function extensionsOf(kit, openLink) {
  const Link = kit.Link.extend({
    addKeyboardShortcuts: () => ({ "Mod-k": () => openLink() }),
    addAttributes: () => ({ href: { default: null } }),
  });
  return [
    kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.Bold, kit.Italic, kit.Blockquote,
    kit.Heading.configure({ levels: [2, 3, 4] }),
    kit.BulletList, kit.OrderedList.configure({ enableListAttributes: false }), kit.ListItem,
    Link.configure({ openOnClick: false, enableTarget: false, protocols: ["mailto", "tel"] }),
    ...tablesOf(kit), ...descriptionsOf(kit), figureOf(kit), kit.History, kit.Dropcursor, kit.Gapcursor,
  ];
}
